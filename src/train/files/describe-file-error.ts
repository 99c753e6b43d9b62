import { messageOf, OnshelfError } from '../../core/onshelf-error.js';

/** What to do about file system errors, by code. */
const ADVICE: Readonly<Record<string, string>> = {
  EACCES: 'Check its permissions.',
  EPERM: 'Check its permissions.',
  EROFS: 'The file system is read-only; name another folder.',
  ENOSPC: 'The disk is full; free space, or name another folder.',
  EDQUOT: 'The disk quota is used up; free space, or name another folder.',
  ENOTDIR: 'Part of the path is a file, not a folder.',
  EISDIR: 'It is a folder, not a file.',
  ENAMETOOLONG: 'The name is too long for this file system.',
  EMFILE: 'Too many files are open at once; raise the limit with ulimit -n.',
  ENFILE: 'Too many files are open on this machine; try again later.',
  ELOOP: 'Links form a loop, or a link is in the place of a file.',
};

/**
 * The message of a file system error, and what to do about it.
 *
 * @param error anything that was thrown
 * @returns one sentence or two, without a full stop where the system's message has none
 */
export function describeFileError(error: unknown): string {
  const advice = ADVICE[systemCodeOf(error) ?? ''];
  return advice === undefined ? messageOf(error) : `${messageOf(error)}. ${advice}`;
}

/** The code of a system error, such as `ENOENT`; undefined for other errors. */
export function systemCodeOf(error: unknown): string | undefined {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  return typeof code === 'string' && typeof syscall === 'string' ? code : undefined;
}

/**
 * The error for a file that cannot be read.
 *
 * @param path as given
 * @param error from the file system
 */
export function cannotRead(path: string, error: unknown): OnshelfError {
  // Node decodes arguments as UTF-8, which loses the bytes of other names.
  const hint = path.includes('\uFFFD') ? ' Its name is not UTF-8; rename it, or use a link to it.' : '';
  return new OnshelfError('bad-input', `${path} cannot be read: ${describeFileError(error)}${hint}`, error);
}
