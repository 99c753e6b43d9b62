import { closeSync, lstatSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { OnshelfError } from '../../core/onshelf-error.js';
import { describeFileError } from './describe-file-error.js';
import { makeFolders } from './make-folders.js';
import { ownIdentity, parseIdentity, processState } from './process-identity.js';
import { openNew, writeBytes } from './write-atomically.js';

/** A private temporary folder. */
export interface WorkFolder {
  /** Without links. */
  readonly path: string;
  /** Removes it with its content. */
  remove(): void;
}

/** Start of the names of work folders; a random part follows. */
const PREFIX = 'onshelf-work-';
/** File with the identity of the process that made the folder. It is removed last. */
const OWNER = 'owner';
/** A folder without an owner is being made or removed; if it is older than this, that process was killed. Milliseconds. */
const MADE_WITHIN = 60_000;
/** Characters that are patterns to DuckDB, which opens paths in this folder. */
const PATTERN = /[*?[\]{}]/;

/**
 * Makes a folder that only this user can enter, for data about shoppers. It is removed when the program ends, also by a signal.
 * Folders that killed programs left in this place, in the system's temporary folder, or in places used before are removed first.
 *
 * @param parent of the folder; default: the system's temporary folder
 * @throws OnshelfError `bad-input` where no folder can be made there
 */
export function makeWorkFolder(parent: string = tmpdir()): WorkFolder {
  const places = rememberPlace(parent);
  for (const place of new Set([parent, tmpdir(), ...places])) removeLeftovers(place);
  let path: string;
  try {
    const real = realpathSync(parent);
    expectNoPattern(real);
    path = mkdtempSync(join(real, PREFIX));
    const file = openNew(join(path, OWNER), 0o600);
    try {
      writeBytes(file, Buffer.from(JSON.stringify(ownIdentity())));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new OnshelfError(
      'bad-input',
      `Temporary files cannot be written to ${parent}: ${describeFileError(error)}. Name another folder: --temp DIR`,
      error,
    );
  }
  const removeNow = (): void => {
    process.off('exit', removeNow);
    removeFolder(path);
  };
  process.once('exit', removeNow);
  return { path, remove: removeNow };
}

/**
 * Checks that a path is no pattern to DuckDB.
 *
 * @param path of a folder whose files DuckDB opens
 * @throws Error, a clause
 */
export function expectNoPattern(path: string): void {
  if (PATTERN.test(path)) throw new Error('its path has one of * ? [ ] { }, which is a pattern to DuckDB');
}

/** The user's cache folder of this program (XDG base directories). */
export function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'onshelf');
}

/** Whether a path is free, or a folder of this user that is not a link. */
export function isOwnFolder(path: string): boolean {
  const status = lstatSync(path, { throwIfNoEntry: false });
  return status === undefined || (status.isDirectory() && (process.getuid === undefined || status.uid === process.getuid()));
}

/** Removes the work folders of dead processes, where possible. */
function removeLeftovers(parent: string): void {
  let names: string[];
  try {
    names = readdirSync(parent).filter((name) => name.startsWith(PREFIX));
  } catch {
    return;
  }
  for (const name of names) {
    const path = join(parent, name);
    try {
      if (isOwnFolder(path) && isLeftOver(path)) removeFolder(path);
    } catch {
      // Another process is removing it.
    }
  }
}

function isLeftOver(path: string): boolean {
  const owner = join(path, OWNER);
  const mark = lstatSync(owner, { throwIfNoEntry: false })?.isFile() === true ? parseIdentity(readFileSync(owner, 'utf8')) : null;
  if (mark !== null) return processState(mark) === 'dead';
  return readdirSync(path).every((name) => name === OWNER) && Date.now() - lstatSync(path).mtimeMs > MADE_WITHIN;
}

/** Removes the owner file last, so that the rest still has an owner if this is interrupted. */
function removeFolder(path: string): void {
  try {
    for (const name of readdirSync(path)) if (name !== OWNER) rmSync(join(path, name), { recursive: true, force: true, maxRetries: 3 });
    rmSync(join(path, OWNER), { force: true });
    rmdirSync(path);
  } catch {
    // It is already removed, or the next run removes it.
  }
}

/**
 * Records a place of work folders, so that a later run with another place finds the leftovers of a killed one.
 *
 * @returns places recorded before
 */
function rememberPlace(parent: string): string[] {
  const folder = join(cacheFolder(), 'places');
  try {
    if (!isOwnFolder(folder)) return [];
    makeFolders(folder, 0o700);
    const noted = readdirSync(folder).map((name) => Buffer.from(basename(name), 'base64url').toString());
    const place = realpathSync(parent);
    const name = Buffer.from(place).toString('base64url');
    if (place !== realpathSync(tmpdir()) && name.length < 250 && !noted.includes(place)) closeSync(openNew(join(folder, name), 0o600));
    return noted.slice(0, 100);
  } catch {
    return [];
  }
}
