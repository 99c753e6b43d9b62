import type { PackContents } from '../../types/manifest.js';

/** Names of `PackContents`. */
const CONTENTS: readonly (keyof PackContents)[] = ['events', 'shoppers', 'withNeighbours', 'inStock', 'priced', 'pictured', 'titled'];

/**
 * The field `contents` of a manifest, as far as it is valid.
 *
 * @param value parsed JSON
 */
export function readContents(value: unknown): PackContents {
  if (typeof value !== 'object' || value === null) return {};
  const fields = value as Readonly<Record<string, unknown>>;
  const known = CONTENTS.filter((name) => typeof fields[name] === 'number' && fields[name] >= 0 && Number.isFinite(fields[name]));
  return Object.fromEntries(known.map((name) => [name, fields[name]]));
}
