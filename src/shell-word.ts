/** A path as one word of a POSIX shell, which no command takes for a flag. */
export function shellWord(path: string): string {
  const word = path.startsWith('-') ? `./${path}` : path
  return /^[\w./@%+=:,-]+$/.test(word) ? word : quotedWord(word)
}

/** A text as one word of a POSIX shell, always in quotes. */
export const quotedWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
