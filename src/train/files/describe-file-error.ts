import { messageOf, OnshelfError } from '../../core/onshelf-error.js';

/** What to do about the failures of a file system, by their codes. */
const ADVICE: Readonly<Record<string, string>> = {
  EACCES: 'Is it yours to read or write?',
  EPERM: 'Is it yours to read or write?',
  EROFS: 'Its file system can only be read; name another place.',
  ENOSPC: 'The disk is full; make room, or name another place.',
  EDQUOT: 'Your share of the disk is used up; make room, or name another place.',
  ENOTDIR: 'Part of the path is a file where a folder is needed.',
  EISDIR: 'It is a folder where a file is needed.',
  ENAMETOOLONG: 'The name is too long for this file system.',
  EMFILE: 'Too many files are open at once; raise the limit with ulimit -n.',
  ENFILE: 'Too many files are open on this machine; try again later.',
  ELOOP: 'Links lead in a circle, or a link lies where a file is needed.',
};

/**
 * What a file system complained of, and what to do about it.
 *
 * @param error anything that was thrown
 * @returns one sentence or two, without a full stop where the system's message has none
 */
export function describeFileError(error: unknown): string {
  const advice = ADVICE[systemCodeOf(error) ?? ''];
  return advice === undefined ? messageOf(error) : `${messageOf(error)}. ${advice}`;
}

/** The code of a system's error, such as `ENOENT`; undefined for any other. */
export function systemCodeOf(error: unknown): string | undefined {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  return typeof code === 'string' && typeof syscall === 'string' ? code : undefined;
}

/**
 * That a file cannot be read.
 *
 * @param path as it was given
 * @param error what the file system threw
 */
export function cannotRead(path: string, error: unknown): OnshelfError {
  // Node reads arguments as UTF-8: the bytes of other names are lost before anybody sees them.
  const hint = path.includes('\uFFFD') ? ' Its name is not UTF-8; rename it, or name a link to it.' : '';
  return new OnshelfError('bad-input', `${path} cannot be read: ${describeFileError(error)}${hint}`, error);
}
