import { closeSync, lstatSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { OnshelfError } from '../../core/onshelf-error.js';
import { describeFileError } from './describe-file-error.js';
import { makeFolders } from './make-folders.js';
import { ownIdentity, parseIdentity, processState } from './process-identity.js';
import { openNew, writeBytes } from './write-atomically.js';

/** A private folder for a while. */
export interface WorkFolder {
  /** Without links on its way. */
  readonly path: string;
  /** Removes it with all that is in it. */
  remove(): void;
}

/** Begins the names of work folders; what follows nobody can guess. */
const PREFIX = 'onshelf-work-';
/** Holds the mark of the process that made the folder. It goes last. */
const OWNER = 'owner';
/** A folder without an owner is being made or removed; older, whoever did so was killed. Milliseconds. */
const MADE_WITHIN = 60_000;
/** What a path must not hold: to DuckDB, which is given names in this folder, it is a pattern. */
const PATTERN = /[*?[\]{}]/;

/**
 * Makes a folder that only this user can enter, for what tells of shoppers. It is gone when the program ends, by a signal too;
 * what a killed program left, here, in the system's folder for temporary files or where this user had one made lately, is removed
 * first.
 *
 * @param parent where; default: the system's folder for temporary files
 * @throws OnshelfError `bad-input` where no folder can be made there
 */
export function makeWorkFolder(parent: string = tmpdir()): WorkFolder {
  const places = rememberPlace(parent);
  for (const place of new Set([parent, tmpdir(), ...places])) removeLeftovers(place);
  let path: string;
  try {
    const real = realpathSync(parent);
    if (PATTERN.test(real)) throw new Error('its path has one of * ? [ ] { }, which DuckDB takes for a pattern');
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
      `No temporary files can be kept in ${parent}: ${describeFileError(error)}. Name another folder: --temp DIR`,
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

/** The user's own folder of this program (XDG base directories). */
export function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'onshelf');
}

/** Is the place free, or a folder of this user's own that is no link? */
export function isOwnFolder(path: string): boolean {
  const status = lstatSync(path, { throwIfNoEntry: false });
  return status === undefined || (status.isDirectory() && (process.getuid === undefined || status.uid === process.getuid()));
}

/** Removes the work folders of dead processes. What cannot be removed stays. */
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
      // Somebody else removes it.
    }
  }
}

function isLeftOver(path: string): boolean {
  const owner = join(path, OWNER);
  const mark = lstatSync(owner, { throwIfNoEntry: false })?.isFile() === true ? parseIdentity(readFileSync(owner, 'utf8')) : null;
  if (mark !== null) return processState(mark) === 'dead';
  return readdirSync(path).every((name) => name === OWNER) && Date.now() - lstatSync(path).mtimeMs > MADE_WITHIN;
}

/** The owner goes last: where this is broken off, the next one knows whose the rest is. */
function removeFolder(path: string): void {
  try {
    for (const name of readdirSync(path)) if (name !== OWNER) rmSync(join(path, name), { recursive: true, force: true, maxRetries: 3 });
    rmSync(join(path, OWNER), { force: true });
    rmdirSync(path);
  } catch {
    // It is gone, or the next run removes it.
  }
}

/**
 * Notes that work folders are made in a place, so that a later run that is told another place finds what a killed one left.
 *
 * @returns places noted before
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
