import { isPlainObject } from '../../core/is-plain-object.js';
import type { ScenariosFile, ScenariosPointer } from '../../types/scenarios.js';
import { LIMITS } from './format.js';

/** Names of `scenarios.json`. */
const SCENARIOS_FORMAT: ScenariosFile['format'] = 'onshelf-scenarios';
const DIGEST = /^[0-9a-f]{64}$/;

/** The placements of a file by name; none of them is checked yet, so that a wrong one does not spoil the others. */
export type ReadScenarios = Readonly<Record<string, unknown>>;

/**
 * The name of a published file of placements, by its content.
 *
 * @param sha256 64 lower-case hex digits
 */
export function scenariosPath(sha256: string): string {
  return `scenarios-${sha256.slice(0, 16)}.json`;
}

/**
 * The file that a `scenarios.json` names.
 *
 * @param text the whole file
 * @returns null where it has the placements itself
 * @throws SyntaxError where it is not such a file
 */
export function pointerOf(text: string): ScenariosPointer['file'] | null {
  const { file } = formatOf(text);
  if (file === undefined) return null;
  const { path, bytes, sha256 } = Object(file) as Partial<ScenariosPointer['file']>;
  if (typeof sha256 !== 'string' || !DIGEST.test(sha256) || path !== scenariosPath(sha256))
    throw new SyntaxError('"file" takes path and sha256 of a published file, as onshelf scenarios publish writes them.');
  if (!Number.isInteger(bytes) || !(Number(bytes) > 0 && Number(bytes) <= LIMITS.scenariosBytes))
    throw new SyntaxError(`"file.bytes" is not the size of a file of at most ${LIMITS.scenariosBytes} bytes.`);
  return { path, bytes: Number(bytes), sha256 };
}

/**
 * Reads a file of placements.
 *
 * @param text the whole file
 * @throws SyntaxError where it is not such a file
 */
export function readScenarios(text: string): ReadScenarios {
  const { placements } = formatOf(text);
  if (!isPlainObject(placements)) throw new SyntaxError('"placements" is not an object of placements by name.');
  return placements;
}

function formatOf(text: string): Readonly<Record<string, unknown>> {
  const read: unknown = JSON.parse(text);
  const { format, version, ...rest } = isPlainObject(read) ? read : {};
  if (format !== SCENARIOS_FORMAT || version !== 1)
    throw new SyntaxError(
      `it needs "format": "${SCENARIOS_FORMAT}" and "version": 1; has an HTML page, or another file, been uploaded there?`,
    );
  return rest;
}
