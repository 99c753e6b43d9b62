import { lstatSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { EncodedPack } from '../../pack/encode/encode-pack.js';
import { LIMITS, OPTIONAL_ROLES } from '../../pack/format/format.js';
import { describeFileError } from '../files/describe-file-error.js';
import { isLockLeftover, lockOutput, type OutputLock } from '../files/output-lock.js';
import { expectPlace, PARTIAL, writeAtomically, writeBytes } from '../files/write-atomically.js';
import { manifestText } from './manifest-text.js';

const MANIFEST = 'pack.json';
/** File names of packs, complete or partially written. */
const OWN_FILE = new RegExp(
  `^(rows|neighbours|catalog|${OPTIONAL_ROLES.join('|')})-[0-9a-f]{16}\\.safetensors(\\.partial)?$|^pack\\.json\\.partial$`,
);

function isOwn(name: string): boolean {
  return OWN_FILE.test(name) || OWN_FILE.test(name.replace(PARTIAL, '.partial')) || isLockLeftover(name);
}

/**
 * Checks, before hours of training, that a pack can be written to a folder: none of its files is a link or a folder.
 *
 * @param folder of packs; may be missing
 * @param inputs of the command: none may be a file that is replaced or removed
 * @throws OnshelfError `bad-input`
 */
export function expectPackFolder(folder: string, inputs: readonly (string | undefined)[]): void {
  try {
    const names = readdirSync(folder).filter((name) => name === MANIFEST || isOwn(name));
    for (const name of names) {
      const path = join(folder, name);
      expectPlace(path);
      const input = inputs.find((known) => known !== undefined && isSameFile(known, path));
      if (input !== undefined)
        throw new Error(`the command reads ${input}, which would be replaced. Name another folder, or copy that file first`);
    }
  } catch (error) {
    throw new OnshelfError('bad-input', `The pack cannot be written to ${folder}: ${describeFileError(error)}`, error);
  }
}

/** Whether two paths name the same file. */
export function isSameFile(path: string, other: string): boolean {
  try {
    const [one, two] = [path, other].map((name) => statSync(name, { throwIfNoEntry: false, bigint: true }));
    return one !== undefined && two !== undefined && one.ino === two.ino && one.dev === two.dev;
  } catch {
    // Opening the file will throw the error.
    return false;
  }
}

/**
 * The number of the next pack in a folder: one more than that of its pack, or 1.
 *
 * @param folder of packs
 * @throws OnshelfError `bad-input` where its pack.json cannot be read
 */
export function nextPackNumber(folder: string): number {
  const path = join(folder, MANIFEST);
  let number: unknown;
  try {
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status === undefined) return 1;
    expectPlace(path);
    if (status.size > LIMITS.manifestBytes) throw new Error(`it has ${status.size} bytes; the limit is ${LIMITS.manifestBytes}`);
    number = (JSON.parse(readFileSync(path, 'utf8')) as { number?: unknown } | null)?.number;
  } catch (error) {
    throw new OnshelfError(
      'bad-input',
      `${path} exists but cannot be read (${messageOf(error)}), so the next pack's number is unknown. Remove it, or name another --out.`,
      error,
    );
  }
  if (!Number.isSafeInteger(number) || (number as number) < 0) {
    throw new OnshelfError(
      'bad-input',
      `${path} has the number ${JSON.stringify(number)}, so the next pack's number is unknown. Remove it, or name another --out.`,
    );
  }
  return (number as number) + 1;
}

/**
 * Writes a pack atomically: the other files first, each under a temporary name, then the manifest; then files of earlier packs are
 * removed. The folder is locked meanwhile.
 *
 * @param folder made if missing
 * @param pack from `encodePack`
 * @param held the folder's lock, if the command has acquired it
 * @returns size of the manifest in bytes
 * @throws OnshelfError `bad-input` where the folder cannot be written
 */
export function writePack(folder: string, pack: EncodedPack, held?: OutputLock): number {
  const lock = held ?? lockOutput(folder, 'onshelf');
  const manifest = manifestText(pack.manifest);
  try {
    lock.check();
    for (const [path, bytes] of pack.files) writeAtomically(join(folder, path), (file) => writeBytes(file, bytes));
    lock.check();
    writeAtomically(join(folder, MANIFEST), (file) => writeBytes(file, Buffer.from(manifest)));
    // The new pack is complete here, even if removing the old files fails.
    for (const name of readdirSync(folder)) {
      if (isOwn(name) && !pack.files.has(name)) rmSync(join(folder, name), { force: true });
    }
  } catch (error) {
    if (error instanceof OnshelfError) throw error;
    throw new OnshelfError('bad-input', `The pack cannot be written to ${folder}: ${describeFileError(error)}`, error);
  } finally {
    if (held === undefined) lock.release();
  }
  return Buffer.byteLength(manifest);
}
