/** A path inside a folder in its shortest form: relative, forward slashes, no `.` or `..`, no control characters of ASCII. */
export const INSIDE =
  '^(?![A-Za-z]:)(?!\\.{1,2}(/|$))[^/\\\\\\u0000-\\u001f\\u007f]+(/(?!\\.{1,2}(/|$))[^/\\\\\\u0000-\\u001f\\u007f]+)*$'

/** Whether a path stays inside the folder that it starts from, as it is written. */
export const isPathInside = (path: string): boolean => new RegExp(INSIDE).test(path)
