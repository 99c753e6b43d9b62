import { runAtOnce, type Steps } from '../../core/time/run-steps.js';
import type { FileRole, PackManifest } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import { FOLLOWERS, FROM_CONTENT, LIMITS, PROTOTYPES } from '../format/format.js';
import { takePrototypes } from '../format/prototype-tensors.js';
import { decodeSafetensors } from '../format/safetensors.js';
import { checkRange } from './check-range.js';
import { decodeCatalog } from './decode-catalog.js';
import { decodeNeighbours } from './decode-neighbours.js';
import { decodeRows } from './decode-rows.js';

/** The bytes of a pack's files, by role. */
type PackFiles = Readonly<Record<FileRole, Uint8Array<ArrayBuffer>>>;

/**
 * Decodes a pack: views over the bytes of its files, after checking every shape, range and index.
 *
 * @param manifest from `parseManifest`
 * @param files role to bytes, with size and digest already checked against the manifest
 * @throws OnshelfError `pack-invalid`, with a message per fault
 */
export function* decodePackSteps(manifest: PackManifest, files: PackFiles): Steps<Pack> {
  const { items, dimensions } = manifest;
  const nameOf = (role: FileRole): string => manifest.files.find((file) => file.role === role)?.path ?? role;

  const rows = yield* decodeRows(decodeSafetensors(files.rows, nameOf('rows')), nameOf('rows'), items, dimensions);
  const tables = decodeSafetensors(files.neighbours, nameOf('neighbours'));
  const neighbours = yield* decodeNeighbours(tables, nameOf('neighbours'), '', items);
  const followers = yield* decodeNeighbours(tables, nameOf('neighbours'), FOLLOWERS, items);
  const kinds = takePrototypes(tables, nameOf('neighbours'), dimensions);
  if (kinds !== null) checkRange(kinds.scales, `${PROTOTYPES}rowScales`, nameOf('neighbours'), 0, LIMITS.magnitude);
  const prototypes = kinds && {
    ...kinds,
    likes: yield* decodeNeighbours(tables, nameOf('neighbours'), PROTOTYPES, kinds.shoppers.length, items),
  };
  const catalog = yield* decodeCatalog(files.catalog, nameOf('catalog'), items);
  const meanPopularity = items === 0 ? 0 : rows.popularity.reduce((sum, value) => sum + value, 0) / items;
  // Any bytes are valid bits, and items beyond them are not filled.
  const fromContent = (tables.get(FROM_CONTENT)?.data as Uint8Array | undefined) ?? null;
  return { manifest, items, dimensions, ...rows, meanPopularity, neighbours, followers, fromContent, prototypes, ...catalog };
}

/**
 * The same in one go, for callers that need not yield.
 *
 * @param manifest from `parseManifest`
 * @param files role to bytes, with size and digest already checked against the manifest
 * @throws OnshelfError `pack-invalid`, with a message per fault
 */
export function decodePack(manifest: PackManifest, files: PackFiles): Pack {
  return runAtOnce(decodePackSteps(manifest, files));
}
