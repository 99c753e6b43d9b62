import { OnshelfError } from '../../core/onshelf-error.js';
import type { Steps } from '../../core/time/run-steps.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { CodedColumn, CodedColumnName, NumberColumnName, OwnTexts, Pack, TextColumnName } from '../../types/pack.js';
import { CODED_COLUMNS, LIMITS, NUMBER_COLUMNS, TEXT_COLUMNS } from '../format/format.js';
import { decodeSafetensors, type Tensor } from '../format/safetensors.js';
import { takeTensor } from '../format/take-tensor.js';
import type { DecodedTextColumn } from '../format/text-column.js';
import { takeCoded } from './take-coded.js';
import { takeText } from './take-text.js';

/** Rows between two yields. */
const ROWS_AT_ONCE = 1024;
const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The part of a pack from the catalogue file. */
type CatalogReader = Pick<Pack, 'grouped' | 'rowOf' | 'idOf' | 'itemOf' | 'codedColumn' | 'textColumn' | 'numberColumn'>;

/**
 * Reads the catalogue's columns. Columns other than `id` may be missing.
 *
 * @param file the catalogue file
 * @param where its name, for errors
 * @param items rows expected
 * @throws OnshelfError `pack-invalid`
 */
export function* decodeCatalog(file: Uint8Array<ArrayBuffer>, where: string, items: number): Steps<CatalogReader> {
  const tensors = decodeSafetensors(file, where);
  const ids = takeText(tensors, where, 'id', items, LIMITS.idBytes);
  const rows = new Map<string, number>();
  for (let row = 0; row < items; row++) {
    if (row % ROWS_AT_ONCE === 0) yield;
    const id = idOf(ids, row, where);
    if (id === '') throw new OnshelfError('pack-invalid', `${where}: row ${row} has no id.`);
    const earlier = rows.get(id);
    if (earlier !== undefined) throw new OnshelfError('pack-invalid', `${where}: id "${id}" stands in rows ${earlier} and ${row}.`);
    rows.set(id, row);
  }
  const { readers, coded, texts, numbers } = columnReaders(tensors, where, items);
  return {
    grouped: tensors.has('item_group_id.bytes'),
    codedColumn: (name) => coded.get(name)?.() ?? null,
    textColumn: (name) => texts.get(name) ?? null,
    numberColumn: (name) => numbers.get(name) ?? null,
    rowOf: (itemId) => rows.get(itemId) ?? -1,
    idOf: (row) => ids.at(row),
    itemOf: (row) => {
      const item: Record<string, string | number> = { id: ids.at(row) };
      for (const [name, read] of readers) {
        const value = read(row);
        if (value !== undefined) item[name] = value;
      }
      return item as unknown as CatalogItem;
    },
  };
}

/** The id of a row, as valid UTF-8: else two ids may decode to one. */
function idOf({ bytes, offsets }: DecodedTextColumn, row: number, where: string): string {
  try {
    return STRICT.decode(bytes.subarray(offsets[row], offsets[row + 1]));
  } catch (error) {
    throw new OnshelfError('pack-invalid', `${where}: the id of row ${row} is no UTF-8.`, error);
  }
}

type ColumnReader = (row: number) => string | number | undefined;

interface ColumnReaders {
  readonly readers: readonly (readonly [string, ColumnReader])[];
  readonly coded: ReadonlyMap<CodedColumnName, () => CodedColumn>;
  readonly texts: ReadonlyMap<TextColumnName, OwnTexts>;
  readonly numbers: ReadonlyMap<NumberColumnName, Float64Array>;
}

function columnReaders(tensors: ReadonlyMap<string, Tensor>, where: string, items: number): ColumnReaders {
  const readers: [string, ColumnReader][] = [];
  const coded = new Map<CodedColumnName, () => CodedColumn>();
  const texts = new Map<TextColumnName, OwnTexts>();
  const numbers = new Map<NumberColumnName, Float64Array>();
  for (const name of TEXT_COLUMNS) {
    if (name === 'id' || !tensors.has(`${name}.bytes`)) continue;
    const column = takeText(tensors, where, name, items, LIMITS.textBytes);
    readers.push([name, (row) => column.at(row) || undefined]);
    texts.set(name, column);
  }
  for (const name of CODED_COLUMNS) {
    if (!tensors.has(`${name}.codes`)) continue;
    const { codes, values, all } = takeCoded(tensors, where, name, items);
    readers.push([name, (row) => values.at(codes[row]) || undefined]);
    let whole: CodedColumn | undefined;
    // Decoded once, on first use: a column may have as many values as items.
    coded.set(name, () => {
      whole ??= { codes, values: all() };
      return whole;
    });
  }
  for (const name of NUMBER_COLUMNS) {
    if (!tensors.has(name)) continue;
    const column = takeTensor(tensors, where, name, 'F64', [items]);
    readers.push([name, (row) => (Number.isFinite(column[row]) ? column[row] : undefined)]);
    numbers.set(name, column);
  }
  return { readers, coded, texts, numbers };
}
