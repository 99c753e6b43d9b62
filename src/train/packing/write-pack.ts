import { existsSync, lstatSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { EncodedPack } from '../../pack/encode/encode-pack.js';
import { LIMITS, OPTIONAL_ROLES } from '../../pack/format/format.js';
import { describeFileError } from '../files/describe-file-error.js';
import { isLockLeftover, lockOutput, type OutputLock } from '../files/output-lock.js';
import { expectPlace, PARTIAL, writeAtomically, writeBytes } from '../files/write-atomically.js';
import { bytesToSign, SIGNATURE_FILE, type Signing, signatureNameOf, signFile } from '../signing/sign-file.js';
import { DEFAULT_KEEP, KEPT_MANIFEST, type KeepPolicy, keptName, keptPacks, MANIFEST, readKeptPack, splitByAge } from './kept-packs.js';
import { manifestText } from './manifest-text.js';

/** File names of packs, complete or partially written, besides manifests. */
const OWN_FILE = new RegExp(
  `^(rows|neighbours|catalog|${OPTIONAL_ROLES.join('|')})-[0-9a-f]{16}\\.safetensors(\\.partial)?$|^pack(-\\d+)?\\.json\\.partial$`,
);

function isOwn(name: string): boolean {
  return OWN_FILE.test(name) || SIGNATURE_FILE.test(name) || OWN_FILE.test(name.replace(PARTIAL, '.partial')) || isLockLeftover(name);
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
    const names = readdirSync(folder).filter((name) => name === MANIFEST || KEPT_MANIFEST.test(name) || isOwn(name));
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

/** What decides the number of the next pack, besides its folder. */
export interface NumberChoice {
  /** The number from `--number`. Default: one more than the highest known. */
  readonly wanted?: number;
  /** The number of a pack published elsewhere, which the next must exceed. Default: none. */
  readonly above?: number | undefined;
}

/**
 * The number of the next pack in a folder: one more than the highest of its packs, replaced ones included, or 1.
 *
 * @param folder of packs
 * @param choice see `NumberChoice`
 * @throws OnshelfError `bad-input` where its pack.json cannot be read, or the wanted number is not above the others
 */
export function nextPackNumber(folder: string, { wanted, above = 0 }: NumberChoice = {}): number {
  const highest = Math.max(above, currentNumber(folder), ...keptPacks(folder).map(({ number }) => number));
  if (wanted === undefined) return highest + 1;
  if (wanted > highest) return wanted;
  throw new OnshelfError(
    'bad-input',
    `--number ${wanted} is not above ${highest}, the number of a pack that was published. Name a higher number, or leave the option out.`,
  );
}

/** The number of the folder's pack.json; 0 where there is none. */
function currentNumber(folder: string): number {
  const path = join(folder, MANIFEST);
  let number: unknown;
  try {
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status === undefined) return 0;
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
  return number as number;
}

/** How a pack takes the place of the one before. */
export interface Publishing extends NumberChoice {
  /** How long replaced packs stay. Default: `DEFAULT_KEEP`. */
  readonly keep?: KeepPolicy;
  /** Signs the pack right away. Default: it is not signed. */
  readonly signing?: Signing | undefined;
}

/** Options of `writePack`. */
export interface WriteOptions extends Pick<Publishing, 'keep' | 'signing'> {
  /** The folder's lock, if the command has acquired it. */
  readonly held?: OutputLock;
}

/**
 * Writes a pack atomically: the other files first, each under a temporary name, then the replaced manifest under its number, then the
 * manifest; then files that neither this pack nor a kept one names are removed. A file that is there already is left untouched. The
 * folder is locked meanwhile. Wherever this is interrupted, `pack.json` and all files it names are those of one pack.
 *
 * @param folder made if missing
 * @param pack from `encodePack`
 * @param options see `WriteOptions`
 * @returns size of the manifest in bytes
 * @throws OnshelfError `bad-input` where the folder cannot be written
 */
export function writePack(folder: string, pack: EncodedPack, { held, keep = DEFAULT_KEEP, signing }: WriteOptions = {}): number {
  const lock = held ?? lockOutput(folder, 'onshelf');
  const manifest = manifestText(pack.manifest);
  try {
    lock.check();
    for (const [path, bytes] of pack.files) writeChanged(join(folder, path), bytes);
    lock.notes.push(...replaceManifest(folder, manifest, { lock, signing }));
    // The new pack is complete here, even if removing the old files fails.
    removeExpired(folder, new Set([...pack.files.keys(), signatureNameOf(manifest)]), keep);
  } catch (error) {
    if (error instanceof OnshelfError) throw error;
    throw new OnshelfError('bad-input', `The pack cannot be written to ${folder}: ${describeFileError(error)}`, error);
  } finally {
    if (held === undefined) lock.release();
  }
  return Buffer.byteLength(manifest);
}

/**
 * Publishes a manifest whose files are complete: keeps the replaced one under its number first.
 *
 * @param folder of packs
 * @param manifest the whole text of the new `pack.json`
 * @param publishing lock of the folder, and what signs the manifest before it is there
 * @returns what is to be known, such as that a pack without a signature replaces one that has one
 * @throws errors of the file system; OnshelfError where the lock was removed
 */
export function replaceManifest(
  folder: string,
  manifest: string,
  { lock, signing }: { readonly lock: OutputLock; readonly signing?: Signing | undefined },
): string[] {
  const replaced = readKeptPack(folder, MANIFEST);
  if (replaced !== null) {
    const path = join(folder, keptName(replaced.number));
    if (existsSync(path) && readKeptPack(folder, keptName(replaced.number)) === null)
      throw new Error(`${path} is in the place of the replaced manifest, and is not one. Remove it`);
    writeAtomically(path, (file) => writeBytes(file, Buffer.from(replaced.text)));
  }
  lock.check();
  const signed = signing && signFile(folder, 'pack', Buffer.from(manifest), signing);
  writeAtomically(join(folder, MANIFEST), (file) => writeBytes(file, Buffer.from(manifest)));
  if (signed) return [`The pack is signed by ${signed.key} until ${signed.expires}: upload ${signed.name} before pack.json.`];
  const wasSigned = replaced !== null && existsSync(join(folder, signatureNameOf(replaced.text)));
  return wasSigned
    ? [
        `The pack replaces one that was signed, and has no signature: pages that pin a key refuse it. Sign it: onshelf sign ${folder} --key FILE`,
      ]
    : [];
}

/** Leaves a file with the same bytes untouched, so that tools which compare times do not upload it again. */
function writeChanged(path: string, bytes: Uint8Array): void {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status?.isFile() === true && status.size === bytes.length && readFileSync(path).equals(bytes)) return;
  writeAtomically(path, (file) => writeBytes(file, bytes));
}

/** Removes replaced packs whose time is over, and files that no manifest names. */
function removeExpired(folder: string, current: ReadonlySet<string>, policy: KeepPolicy): void {
  const { kept, expired } = splitByAge(keptPacks(folder), policy, Date.now());
  const scenarios = bytesToSign(folder, 'scenarios');
  const named = new Set(kept.flatMap(({ files, text }) => [...files, signatureNameOf(text)]));
  if (scenarios !== null) named.add(signatureNameOf(scenarios));
  for (const { name } of expired) rmSync(join(folder, name), { force: true });
  for (const name of readdirSync(folder)) {
    if (isOwn(name) && !current.has(name) && !named.has(name)) rmSync(join(folder, name), { force: true });
  }
}
