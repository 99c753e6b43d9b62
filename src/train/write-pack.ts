import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import type { EncodedPack } from '../pack/encode-pack.js';

const MANIFEST = 'pack.json';
/** Names that this library gives to pack files, whole or half written. */
const OWN_FILE = /^(rows|neighbours|catalog)-[0-9a-f]{16}\.safetensors(\.partial)?$|^pack\.json\.partial$/;

/**
 * The number for the next pack of a folder: one more than the pack's that lies there, else 1.
 *
 * @param folder where packs are written
 * @throws OnshelfError `bad-input` where a pack.json lies there that cannot be read: its number is not guessed
 */
export function nextPackNumber(folder: string): number {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) return 1;
  let number: unknown;
  try {
    number = (JSON.parse(readFileSync(path, 'utf8')) as { number?: unknown } | null)?.number;
  } catch (error) {
    throw new OnshelfError(
      'bad-input',
      `${path} is there but cannot be read (${messageOf(error)}), so the next pack's number is unknown. Remove it, or name another --out.`,
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
 * Writes a pack so that a reader never sees half of one: every file under another name first, the manifest last; then
 * files of earlier packs are removed.
 *
 * @param folder made if missing
 * @param pack from `encodePack`
 * @returns size of the manifest in bytes
 * @throws OnshelfError `bad-input` where the folder cannot be written
 */
export function writePack(folder: string, pack: EncodedPack): number {
  const manifest = `${JSON.stringify(pack.manifest, null, 2)}\n`;
  try {
    mkdirSync(folder, { recursive: true });
    for (const [path, bytes] of pack.files) writeWhole(join(folder, path), bytes);
    writeWhole(join(folder, MANIFEST), manifest);
    for (const name of readdirSync(folder)) {
      if (OWN_FILE.test(name) && !pack.files.has(name)) rmSync(join(folder, name), { force: true });
    }
  } catch (error) {
    throw new OnshelfError('bad-input', `The pack cannot be written to ${folder}: ${messageOf(error)}`, error);
  }
  return Buffer.byteLength(manifest);
}

function writeWhole(path: string, content: string | Uint8Array): void {
  const partial = `${path}.partial`;
  writeFileSync(partial, content, { flush: true });
  renameSync(partial, path);
}
