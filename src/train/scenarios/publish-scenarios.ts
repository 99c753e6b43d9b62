import { join } from 'node:path';
import { OnshelfError } from '../../core/onshelf-error.js';
import { scenariosPath } from '../../pack/format/read-scenarios.js';
import { sha256Hex } from '../../pack/format/sha256.js';
import type { ScenariosPointer } from '../../types/scenarios.js';
import { describeFileError } from '../files/describe-file-error.js';
import { writeAtomically, writeBytes } from '../files/write-atomically.js';

/** Name of the file that pages ask for. */
export const SCENARIOS = 'scenarios.json';

/**
 * Publishes placements beside a pack: a file under a name of its content, then `scenarios.json`, which names it. Pages that still have the
 * `scenarios.json` before find its file: nothing is removed.
 *
 * @param folder of the pack
 * @param bytes the whole file, checked
 * @returns the name of the file
 * @throws OnshelfError `bad-input` where the folder cannot be written
 */
export async function publishScenarios(folder: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const sha256 = await sha256Hex(bytes);
  const path = scenariosPath(sha256);
  const pointer: ScenariosPointer = { format: 'onshelf-scenarios', version: 1, file: { path, bytes: bytes.length, sha256 } };
  try {
    writeAtomically(join(folder, path), (file) => writeBytes(file, bytes));
    writeAtomically(join(folder, SCENARIOS), (file) => writeBytes(file, Buffer.from(`${JSON.stringify(pointer, null, 2)}\n`)));
  } catch (error) {
    throw new OnshelfError('bad-input', `The placements cannot be written to ${folder}: ${describeFileError(error)}`, error);
  }
  return path;
}
