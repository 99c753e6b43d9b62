import { OnshelfError } from '../../core/onshelf-error.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { FirstItems, PackManifest } from '../../types/manifest.js';
import type { CodedColumn, OwnTexts, Pack } from '../../types/pack.js';
import { CODED_COLUMNS, LIMITS, NUMBER_COLUMNS, TEXT_COLUMNS } from '../format/format.js';

/** Maximum number of items of a first list. */
export const MAX_FIRST_ITEMS = 64;

/** Columns of a row of zeros. */
const DIMENSIONS = 4;
const TEXTS: readonly string[] = [...TEXT_COLUMNS, ...CODED_COLUMNS];
const NUMBERS: readonly string[] = NUMBER_COLUMNS;

/**
 * Makes a pack of the items in the manifest, which have the popularity and the columns of the whole pack, and no factors: whatever leaves items
 * out, pins or limits them works on it as on the whole pack. No history counts in it.
 *
 * @param manifest from `parseManifest`, with `first`
 * @throws OnshelfError `pack-invalid`, naming the field
 */
export function firstPack(manifest: PackManifest): Pack {
  const first = checkFirst(manifest.first, manifest.items);
  const { items, meanPopularity } = first;
  const columns = new Set<string>(first.columns);
  const rows = new Map(items.map(({ id }, row) => [id, row]));
  const textsOf = (name: keyof CatalogItem): string[] => items.map((item) => `${item[name] ?? ''}`);
  const coded = new Map<string, CodedColumn>();
  const tables = {
    offsets: new Uint32Array(items.length + 1),
    items: new Uint32Array(),
    weights: new Uint8Array(),
    scales: new Float32Array(items.length),
  };
  return {
    // Without weights no event makes a shopper known: the list stays that of popularity.
    manifest: { ...manifest, items: items.length, dimensions: DIMENSIONS, encoder: { ...manifest.encoder, eventWeights: {} } },
    items: items.length,
    dimensions: DIMENSIONS,
    rows: new Int8Array(items.length * DIMENSIONS),
    scales: tables.scales,
    popularity: Float32Array.from(items, ({ popularity }) => popularity),
    meanPopularity,
    gram: new Float32Array(DIMENSIONS * DIMENSIONS),
    neighbours: tables,
    followers: tables,
    fromContent: null,
    prototypes: null,
    grouped: columns.has('item_group_id'),
    rowOf: (itemId) => rows.get(itemId) ?? -1,
    idOf: (row) => items[row].id,
    codedColumn: (name) => {
      if (!columns.has(name)) return null;
      const column = coded.get(name) ?? codedColumn(textsOf(name));
      coded.set(name, column);
      return column;
    },
    textColumn: (name) => (columns.has(name) ? ownTexts(textsOf(name)) : null),
    numberColumn: (name) => (columns.has(name) ? Float64Array.from(items, (item) => item[name] ?? Number.NaN) : null),
    itemOf: (row) => {
      const { popularity: _, ...item } = items[row];
      return item;
    },
  };
}

function codedColumn(texts: readonly string[]): CodedColumn {
  const values = [...new Set(texts)];
  return { codes: Uint32Array.from(texts, (text) => values.indexOf(text)), values };
}

function ownTexts(texts: readonly string[]): OwnTexts {
  const encoder = new TextEncoder();
  const offsets = new Uint32Array(texts.length + 1);
  for (const [row, text] of texts.entries()) offsets[row + 1] = offsets[row] + encoder.encode(text).length;
  return { offsets, bytes: encoder.encode(texts.join('')), at: (row) => texts[row] };
}

/** Checks every field, so that a list has no value of another type than the catalogue's. */
function checkFirst(first: FirstItems | undefined, most: number): FirstItems {
  const { columns, items, meanPopularity, until } = (first ?? {}) as Partial<FirstItems>;
  expect(Array.isArray(columns) && columns.every((name) => TEXTS.includes(name) || NUMBERS.includes(name)), 'columns', 'names no columns');
  expect(isShare(meanPopularity), 'meanPopularity', 'is no number from 0 to 1');
  expect(until === undefined || Number.isFinite(until), 'until', 'is no number');
  const count = Array.isArray(items) ? items.length : 0;
  expect(count > 0 && count <= Math.min(most, MAX_FIRST_ITEMS), 'items', `is no list of 1 to ${Math.min(most, MAX_FIRST_ITEMS)} items`);
  const ids = new Set<string>();
  for (const [place, item] of (items ?? []).entries()) {
    const where = `items[${place}]`;
    expect(
      typeof item?.id === 'string' && item.id !== '' && item.id.length <= LIMITS.idBytes && !ids.has(item.id),
      where,
      'has no id of its own',
    );
    ids.add(item.id);
    for (const [name, value] of Object.entries(item)) {
      if (name === 'id') continue;
      const fits =
        name === 'popularity'
          ? isShare(value)
          : columns?.includes(name) &&
            (NUMBERS.includes(name) ? Number.isFinite(value) : typeof value === 'string' && value.length <= LIMITS.textBytes);
      expect(fits === true, `${where}.${name}`, 'is no value of a column');
    }
    expect(item.popularity !== undefined, `${where}.popularity`, 'is missing');
  }
  return first as FirstItems;
}

const isShare = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;

function expect(holds: boolean, field: string, fault: string): void {
  if (!holds) throw new OnshelfError('pack-invalid', `pack.json: first.${field} ${fault}.`);
}
