import { randomBytes } from 'node:crypto';
import { closeSync, lstatSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OnshelfError } from '../../core/onshelf-error.js';
import { describeFileError, systemCodeOf } from './describe-file-error.js';
import { makeFolders } from './make-folders.js';
import { ownIdentity, type ProcessIdentity, parseIdentity, processState } from './process-identity.js';
import { openNew, PARTIAL, writeBytes } from './write-atomically.js';

/** Exclusive right to write to a folder. */
export interface OutputLock {
  /** Events while it was acquired, one sentence each. */
  readonly notes: string[];
  /**
   * Checks that the lock still exists.
   *
   * @throws OnshelfError `bad-input` where it was removed or replaced
   */
  check(): void;
  /** Releases the lock, and removes folders that were made and are empty. */
  release(): void;
}

/** File name of the lock. */
const LOCK_NAME = '.onshelf-lock';
/** A lock file without content is being written; if it is older than this, its writer was killed. Milliseconds. */
const WRITTEN_WITHIN = 10_000;

/**
 * Locks a folder for writing a pack, and makes the folder if it is missing. A lock whose holder is dead is taken over.
 *
 * @param folder of the pack; a link is rejected
 * @param command recorded in the lock, such as `onshelf build`
 * @throws OnshelfError `bad-input` where another command is writing to the folder, or it cannot be written
 */
export function lockOutput(folder: string, command: string): OutputLock {
  // Without a trailing slash, which would follow a link.
  const place = resolve(folder);
  const path = join(place, LOCK_NAME);
  const notes: string[] = [];
  const text = `${JSON.stringify({ ...ownIdentity(), command, token: randomBytes(8).toString('hex') })}\n`;
  let made: string | undefined;
  try {
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      throw new Error(`${folder} is a link, and links are not followed for writing. Name its target`);
    made = makeFolders(place);
    // Again after a stale lock was removed, or another command acquired the lock first.
    for (let attempt = 0; !create(path, text); attempt++) takeOver(path, folder, attempt, notes);
  } catch (error) {
    removeMade(place, made);
    if (error instanceof OnshelfError) throw error;
    throw new OnshelfError('bad-input', `The pack cannot be written to ${folder}: ${describeFileError(error)}`, error);
  }
  const isHeld = (): boolean => readHolder(path) === text;
  const release = (): void => {
    process.off('exit', release);
    if (isHeld()) rmSync(path, { force: true });
    removeMade(place, made);
  };
  process.once('exit', release);
  return {
    notes,
    release,
    check: () => {
      if (!isHeld())
        throw new OnshelfError('bad-input', `${path} was removed while the pack was built, so nothing is written. Run the command again.`);
    },
  };
}

/** @returns false where the lock file exists */
function create(path: string, text: string): boolean {
  let file: number;
  try {
    file = openNew(path, 0o644);
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    writeBytes(file, Buffer.from(text));
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return true;
}

/**
 * Removes a lock whose holder is dead.
 *
 * @throws OnshelfError `bad-input` where the holder is or may be alive
 */
function takeOver(path: string, folder: string, attempt: number, notes: string[]): void {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined && attempt < 5) return;
  if (status?.isFile() !== true) throw busy(`${path} is in the place of the lock file of ${folder}, and is not a file. Remove it.`);
  const text = readHolder(path);
  const holder = parseIdentity(text ?? '');
  if (holder === null) {
    if (Date.now() - status.mtimeMs < WRITTEN_WITHIN)
      throw busy(`Another command has just started writing to ${folder}. Wait until it ends, or name another folder.`);
    notes.push(`${path} was left incomplete by a command that was killed; the lock was taken over.`);
  } else {
    const state = processState(holder);
    if (state !== 'dead' || attempt > 1) throw busy(heldBy(holder, state, path, folder));
    notes.push(`${path} was left by process ${holder.pid}, which was killed; the lock was taken over.`);
  }
  // Renaming is atomic: another command that takes over at the same time finds nothing to rename.
  const aside = `${path}.${randomBytes(8).toString('hex')}.partial`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return;
    throw error;
  }
  const taken = readHolder(aside);
  if (taken !== text && taken !== null) create(path, taken);
  rmSync(aside, { force: true });
}

function heldBy({ pid, host }: ProcessIdentity, state: string, path: string, folder: string): string {
  return state === 'elsewhere'
    ? `Process ${pid} of ${host} is writing to ${folder}. Wait until it ends; if it no longer runs, remove ${path}.`
    : `Process ${pid} is already writing to ${folder}. Wait until it ends, or name another folder.`;
}

function busy(sentence: string): OnshelfError {
  return new OnshelfError('bad-input', sentence);
}

function readHolder(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Removes the folders that were made and are empty, from the innermost. */
function removeMade(place: string, first: string | undefined): void {
  if (first === undefined) return;
  try {
    for (let folder = place; folder.length >= first.length; folder = dirname(folder)) rmdirSync(folder);
  } catch {
    // It is not empty.
  }
}

/** Whether a file name is that of a temporary file of a lock. */
export function isLockLeftover(name: string): boolean {
  return name.startsWith(`${LOCK_NAME}.`) && PARTIAL.test(name);
}
