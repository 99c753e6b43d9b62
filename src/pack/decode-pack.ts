import { OnshelfError } from '../core/onshelf-error.js';
import type { FileRole, PackManifest } from '../types/manifest.js';
import type { Neighbours, Pack } from '../types/pack.js';
import { decodeCatalog } from './decode-catalog.js';
import { FOLLOWERS, LIMITS, PROTOTYPES } from './format.js';
import { takePrototypes } from './prototype-tensors.js';
import { decodeSafetensors, type Tensor } from './safetensors.js';
import { takeTensor } from './take-tensor.js';

/**
 * Lays a pack over the bytes of its files, after checking every shape, range and index in them.
 *
 * @param manifest from `parseManifest`
 * @param files role to bytes, each already of the size and digest that the manifest names
 * @throws OnshelfError `pack-invalid`, a sentence per fault
 */
export function decodePack(manifest: PackManifest, files: Readonly<Record<FileRole, Uint8Array<ArrayBuffer>>>): Pack {
  const { items, dimensions } = manifest;
  const nameOf = (role: FileRole): string => manifest.files.find((file) => file.role === role)?.path ?? role;

  const main = decodeSafetensors(files.rows, nameOf('rows'));
  const where = nameOf('rows');
  const rows = takeTensor(main, where, 'rows', 'I8', [items, dimensions]);
  const scales = takeTensor(main, where, 'scales', 'F32', [items]);
  const popularity = takeTensor(main, where, 'popularity', 'F32', [items]);
  const gram = takeTensor(main, where, 'gram', 'F32', [dimensions, dimensions]);
  checkRange(scales, 'scales', where, 0, LIMITS.magnitude);
  checkRange(popularity, 'popularity', where, 0, 1);
  checkRange(gram, 'gram', where, -LIMITS.magnitude, LIMITS.magnitude);

  const tables = decodeSafetensors(files.neighbours, nameOf('neighbours'));
  const neighbours = decodeNeighbours(tables, nameOf('neighbours'), '', items);
  const followers = decodeNeighbours(tables, nameOf('neighbours'), FOLLOWERS, items);
  const kinds = takePrototypes(tables, nameOf('neighbours'), dimensions);
  if (kinds !== null) checkRange(kinds.scales, `${PROTOTYPES}rowScales`, nameOf('neighbours'), 0, LIMITS.magnitude);
  const prototypes = kinds && {
    ...kinds,
    likes: decodeNeighbours(tables, nameOf('neighbours'), PROTOTYPES, kinds.shoppers.length, items),
  };
  const catalog = decodeCatalog(files.catalog, nameOf('catalog'), items);
  const meanPopularity = items === 0 ? 0 : popularity.reduce((sum, value) => sum + value, 0) / items;
  return { manifest, items, dimensions, rows, scales, popularity, meanPopularity, gram, neighbours, followers, prototypes, ...catalog };
}

function decodeNeighbours(
  tensors: ReadonlyMap<string, Tensor>,
  where: string,
  table: string,
  count: number,
  catalogue = count,
): Neighbours {
  // A pack may say nothing of what follows.
  if (table !== '' && !tensors.has(`${table}offsets`)) {
    return { offsets: new Uint32Array(count + 1), items: new Uint32Array(), weights: new Uint8Array(), scales: new Float32Array(count) };
  }
  const offsets = takeTensor(tensors, where, `${table}offsets`, 'U32', [count + 1]);
  const entries = offsets[count];
  const items = takeTensor(tensors, where, `${table}items`, 'U32', [entries]);
  const weights = takeTensor(tensors, where, `${table}weights`, 'U8', [entries]);
  const scales = takeTensor(tensors, where, `${table}scales`, 'F32', [count]);
  checkRange(scales, `${table}scales`, where, 0, LIMITS.magnitude);
  if (offsets[0] !== 0) throw invalid(`${where}: the neighbours of item 0 start at ${offsets[0]}, not 0.`);
  for (let item = 0; item < count; item++) {
    const size = offsets[item + 1] - offsets[item];
    if (size < 0 || size > LIMITS.neighbours)
      throw invalid(`${where}: item ${item} has ${size} neighbours; 0 to ${LIMITS.neighbours} are allowed.`);
  }
  for (let entry = 0; entry < entries; entry++) {
    if (items[entry] >= catalogue) throw invalid(`${where}: entry ${entry} names item ${items[entry]} of ${catalogue}.`);
  }
  return { offsets, items, weights, scales };
}

function checkRange(values: Float32Array, name: string, where: string, minimum: number, maximum: number): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    // The comparison is false for NaN, which is the point: no NaN may ever reach a GPU.
    if (!(value >= minimum && value <= maximum)) {
      throw invalid(`${where}: "${name}" holds ${value} at ${index}; ${minimum} to ${maximum} are allowed.`);
    }
  }
}

function invalid(message: string): OnshelfError {
  return new OnshelfError('pack-invalid', message);
}
