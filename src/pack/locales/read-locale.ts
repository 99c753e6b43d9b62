import { OnshelfError } from '../../core/onshelf-error.js';
import type { CodedColumn, Pack, TextColumnName } from '../../types/pack.js';
import { checkValues } from '../decode/check-values.js';
import { takeCoded } from '../decode/take-coded.js';
import { takeText } from '../decode/take-text.js';
import { LATE_COLUMNS, LIMITS } from '../format/format.js';
import { LOCALE_TENSORS } from '../format/locale-tensors.js';
import { decodeSafetensors } from '../format/safetensors.js';
import { takeTensor } from '../format/take-tensor.js';
import type { DecodedTextColumn } from '../format/text-column.js';

/** The columns of a locale. */
export interface LocaleColumns {
  /** By name; '' is the catalogue's text. */
  readonly texts: ReadonlyMap<TextColumnName, DecodedTextColumn>;
  /** '' is the catalogue's word; null: all are. */
  readonly availability: CodedColumn | null;
  /** All prices, NaN where an item has none; null: the catalogue's. */
  readonly prices: { readonly amounts: Float64Array; readonly currency: string } | null;
  /** By code of the catalogue's `product_type`; null: the catalogue's. */
  readonly categoryNames: readonly string[] | null;
}

/**
 * Reads a file of the role `locale`.
 *
 * @param content of the file
 * @param where its name, for errors
 * @param pack the catalogue
 * @throws OnshelfError `pack-invalid`
 */
export function readLocale(
  content: Uint8Array<ArrayBuffer>,
  where: string,
  { items, codedColumn }: Pick<Pack, 'items' | 'codedColumn'>,
): LocaleColumns {
  const { availability, price, currency, categories } = LOCALE_TENSORS;
  const tensors = decodeSafetensors(content, where);
  const texts = new Map<TextColumnName, DecodedTextColumn>();
  for (const name of LATE_COLUMNS)
    if (tensors.has(`${name}.bytes`)) texts.set(name, takeText(tensors, where, name, items, LIMITS.textBytes));
  const take = (name: string, rows: number): string[] => {
    const column = takeText(tensors, where, name, rows, LIMITS.textBytes);
    return Array.from({ length: column.length }, (_, row) => column.at(row));
  };
  let prices: LocaleColumns['prices'] = null;
  if (tensors.has(price)) {
    const amounts = takeTensor(tensors, where, price, 'F64', [items]);
    const infinite = amounts.findIndex((amount) => !Number.isFinite(amount) && !Number.isNaN(amount));
    if (infinite >= 0) throw new OnshelfError('pack-invalid', `${where}: the price of row ${infinite} is not finite.`);
    prices = { amounts, currency: take(currency, 1)[0] };
  }
  let categoryNames: string[] | null = null;
  if (tensors.has(`${categories}.bytes`)) {
    const names = takeText(tensors, where, categories, codedColumn('product_type')?.values.length ?? 0, LIMITS.textBytes);
    checkValues(names, 'product_type', items, where);
    categoryNames = take(categories, names.length);
  }
  const stock = tensors.has(`${availability}.codes`) ? takeCoded(tensors, where, availability, items) : null;
  return { texts, availability: stock && { codes: stock.codes, values: stock.all() }, prices, categoryNames };
}
