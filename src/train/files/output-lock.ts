import { randomBytes } from 'node:crypto';
import { closeSync, lstatSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OnshelfError } from '../../core/onshelf-error.js';
import { describeFileError, systemCodeOf } from './describe-file-error.js';
import { makeFolders } from './make-folders.js';
import { ownIdentity, type ProcessIdentity, parseIdentity, processState } from './process-identity.js';
import { openNew, PARTIAL, writeBytes } from './write-atomically.js';

/** A folder that no other command writes to meanwhile. */
export interface OutputLock {
  /** What happened while it was taken, in sentences. */
  readonly notes: readonly string[];
  /**
   * Is the folder still ours alone?
   *
   * @throws OnshelfError `bad-input` where somebody took the lock away
   */
  check(): void;
  /** Lets others write to the folder. One that was made for nothing is removed. */
  release(): void;
}

/** The lock's name in the folder. */
const LOCK_NAME = '.onshelf-lock';
/** A lock without a holder's name is being written; older, its writer was killed. Milliseconds. */
const WRITTEN_WITHIN = 10_000;

/**
 * Takes a folder for writing a pack, and makes it where it is missing. A lock whose holder is dead is taken over.
 *
 * @param folder of the pack; a link is refused
 * @param command told to whoever comes meanwhile, such as `onshelf build`
 * @throws OnshelfError `bad-input` where another command writes to the folder, or it cannot be written
 */
export function lockOutput(folder: string, command: string): OutputLock {
  // Without a slash at its end, which would look behind a link.
  const place = resolve(folder);
  const path = join(place, LOCK_NAME);
  const notes: string[] = [];
  const text = `${JSON.stringify({ ...ownIdentity(), command, token: randomBytes(8).toString('hex') })}\n`;
  let made: string | undefined;
  try {
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      throw new Error(`${folder} is a link, and links are not written through. Name the folder that it leads to`);
    made = makeFolders(place);
    // Twice: once where a stale lock is taken over, once more where another command was faster at that.
    for (let attempt = 0; !create(path, text); attempt++) takeOver(path, folder, attempt, notes);
  } catch (error) {
    removeMade(place, made);
    if (error instanceof OnshelfError) throw error;
    throw new OnshelfError('bad-input', `The pack cannot be written to ${folder}: ${describeFileError(error)}`, error);
  }
  const isOurs = (): boolean => readHolder(path) === text;
  const release = (): void => {
    process.off('exit', release);
    if (isOurs()) rmSync(path, { force: true });
    removeMade(place, made);
  };
  process.once('exit', release);
  return {
    notes,
    release,
    check: () => {
      if (!isOurs())
        throw new OnshelfError(
          'bad-input',
          `${path} was taken away while the pack was made, so nothing is written. Start the command again.`,
        );
    },
  };
}

/** @returns whether there was no lock before */
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
 * @throws OnshelfError `bad-input` where the holder lives, or may
 */
function takeOver(path: string, folder: string, attempt: number, notes: string[]): void {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined && attempt < 5) return;
  if (status?.isFile() !== true) throw busy(`${path} lies where the lock of ${folder} is kept, and is no file. Remove it.`);
  const text = readHolder(path);
  const holder = parseIdentity(text ?? '');
  if (holder === null) {
    if (Date.now() - status.mtimeMs < WRITTEN_WITHIN)
      throw busy(`Another command has just begun to write to ${folder}. Wait until it is done, or name another folder.`);
    notes.push(`${path} was left without a name by a command that was killed; it was taken over.`);
  } else {
    const state = processState(holder);
    if (state !== 'dead' || attempt > 1) throw busy(heldBy(holder, state, path, folder));
    notes.push(`${path} was left by process ${holder.pid}, which was killed; it was taken over.`);
  }
  // By its new name it is ours alone: another command that takes over at the same time finds nothing to rename.
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
    ? `Process ${pid} of ${host} writes to ${folder}. Wait until it is done; if it no longer runs, remove ${path}.`
    : `Process ${pid} is writing to ${folder} already. Wait until it is done, or name another folder.`;
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

/** Removes folders that were made, from the innermost on, as far as they are empty. */
function removeMade(place: string, first: string | undefined): void {
  if (first === undefined) return;
  try {
    for (let folder = place; folder.length >= first.length; folder = dirname(folder)) rmdirSync(folder);
  } catch {
    // There is something in it.
  }
}

/** Is this name one that taking a lock may leave behind? */
export function isLockLeftover(name: string): boolean {
  return name.startsWith(`${LOCK_NAME}.`) && PARTIAL.test(name);
}
