import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OnshelfError } from '../../core/onshelf-error.js';
import { scenariosPath } from '../../pack/format/read-scenarios.js';
import { sha256Hex } from '../../pack/format/sha256.js';
import type { ScenariosPointer } from '../../types/scenarios.js';
import { describeFileError } from '../files/describe-file-error.js';
import { writeAtomically, writeBytes } from '../files/write-atomically.js';
import { bytesToSign, type Signing, signatureNameOf, signFile } from '../signing/sign-file.js';

/** Name of the file that pages ask for. */
export const SCENARIOS = 'scenarios.json';

/** What was published, and what its publisher has to know. */
interface PublishedScenarios {
  /** Name of the file with the placements. */
  readonly path: string;
  /** Whether they are signed, or have to be. */
  readonly notes: readonly string[];
}

/**
 * Publishes placements beside a pack: a file under a name of its content, then `scenarios.json`, which names it. Pages that still have the
 * `scenarios.json` before find its file: nothing is removed.
 *
 * @param folder of the pack
 * @param bytes the whole file, checked
 * @param signing signs them right away; undefined: they are not signed
 * @throws OnshelfError `bad-input` where the folder cannot be written
 */
export async function publishScenarios(folder: string, bytes: Uint8Array<ArrayBuffer>, signing?: Signing): Promise<PublishedScenarios> {
  const sha256 = await sha256Hex(bytes);
  const path = scenariosPath(sha256);
  const pointer: ScenariosPointer = { format: 'onshelf-scenarios', version: 1, file: { path, bytes: bytes.length, sha256 } };
  const text = Buffer.from(`${JSON.stringify(pointer, null, 2)}\n`);
  try {
    writeAtomically(join(folder, path), (file) => writeBytes(file, bytes));
    const signed = signing && signFile(folder, 'scenarios', text, signing);
    writeAtomically(join(folder, SCENARIOS), (file) => writeBytes(file, text));
    if (signed)
      return { path, notes: [`They are signed by ${signed.key} until ${signed.expires}: upload ${signed.name} before ${SCENARIOS}.`] };
  } catch (error) {
    throw new OnshelfError('bad-input', `The placements cannot be written to ${folder}: ${describeFileError(error)}`, error);
  }
  // Where the pack is signed, pages pin a key, and take no placements without a signature.
  const isPackSigned = existsSync(join(folder, signatureNameOf(bytesToSign(folder, 'pack') ?? '')));
  return {
    path,
    notes: isPackSigned
      ? [`The pack is signed, and they are not: pages that pin a key refuse them. Sign them: onshelf sign ${folder} --key FILE`]
      : [],
  };
}
