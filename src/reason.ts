const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many open files',
  EFBIG: 'the file would be too large',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8',
  EIO: 'the disk reports an error',
}

/** The code of an error of Node or of the operating system, such as `ENOENT`; empty where it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Why the operating system refused, in words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return REASONS[codeOf(error)] ?? error.message.split('\n', 1)[0] ?? ''
}
