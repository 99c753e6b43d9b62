import type { CatalogItem } from '../../types/catalog-item.js';
import { CODED_COLUMNS, NUMBER_COLUMNS, type PackForm, TEXT_COLUMNS } from '../format/format.js';
import type { Tensor } from '../format/safetensors.js';
import { encodeTextColumn } from '../format/text-column.js';

/** Number of codes in a byte. */
const CODES_IN_BYTES = 256;

/**
 * Writes the columns of a catalogue.
 *
 * @param catalog in row order
 * @param form of the pack; in the compact form, columns without a value are left out
 */
export function encodeCatalog(catalog: readonly CatalogItem[], form: PackForm): Record<string, Tensor> {
  const tensors: Record<string, Tensor> = {};
  const compact = form === 'compact';
  // Columns other than `id` may be missing.
  const isEmpty = (name: keyof CatalogItem): boolean => compact && name !== 'id' && catalog.every((item) => (item[name] ?? '') === '');
  for (const name of TEXT_COLUMNS) {
    if (isEmpty(name)) continue;
    Object.assign(
      tensors,
      encodeTextColumn(
        name,
        catalog.map((item) => item[name] ?? ''),
        form,
      ),
    );
  }
  for (const name of CODED_COLUMNS) {
    if (isEmpty(name)) continue;
    Object.assign(
      tensors,
      encodeCodedColumn(
        name,
        catalog.map((item) => item[name] ?? ''),
        form,
      ),
    );
  }
  for (const name of NUMBER_COLUMNS) {
    if (isEmpty(name)) continue;
    const column = Float64Array.from(catalog, (item) => item[name] ?? Number.NaN);
    tensors[name] = { type: 'F64', shape: [column.length], data: column };
  }
  return tensors;
}

/**
 * Writes a column of few distinct values: `NAME.codes`, and the values as the text column `NAME.values`.
 *
 * @param name of the column
 * @param texts one per row, '' where not given
 * @param form of the pack
 */
export function encodeCodedColumn(name: string, texts: readonly string[], form: PackForm): Record<string, Tensor> {
  const values = codedValues(texts);
  const codes = new Map(values.map((value, code) => [value, code]));
  const column = Uint32Array.from(texts, (text) => codes.get(text) ?? 0);
  return {
    [`${name}.codes`]:
      form === 'compact' && values.length <= CODES_IN_BYTES
        ? { type: 'U8', shape: [column.length], data: Uint8Array.from(column) }
        : { type: 'U32', shape: [column.length], data: column },
    ...encodeTextColumn(`${name}.values`, values, form),
  };
}

/**
 * The distinct values of a column in the order of their codes: code 0 is "not given", the others follow as they come.
 *
 * @param texts one per row, '' where not given
 */
export function codedValues(texts: readonly string[]): string[] {
  return [...new Set(['', ...texts])];
}
