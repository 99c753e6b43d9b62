import type { CatalogItem } from '../../types/catalog-item.js';
import { LATE_COLUMNS } from '../format/format.js';
import { LOCALE_TENSORS } from '../format/locale-tensors.js';
import type { Tensor } from '../format/safetensors.js';
import { encodeTextColumn } from '../format/text-column.js';
import { codedValues, encodeCodedColumn } from './encode-catalog.js';
import type { OptionalContent } from './encode-pack.js';

/** What an item is in a locale; a field that is absent is the catalogue's, but for the price. */
export type LocaleItem = Pick<CatalogItem, 'title' | 'link' | 'image_link' | 'availability' | 'price'>;

/** A locale of a pack. */
export interface LocaleContent {
  /** BCP 47. */
  readonly tag: string;
  /** In the catalogue's order. */
  readonly items: readonly LocaleItem[];
  /** ISO 4217, the currency of all its prices, or '' where it has none; null: the locale has no prices, and the catalogue's count. */
  readonly currency: string | null;
  /** Names of categories by the catalogue's name, both whole paths; the others are called as in the catalogue. */
  readonly categories: ReadonlyMap<string, string>;
}

/**
 * The optional file of a locale.
 *
 * @param content of the locale
 * @param catalog the whole, in row order
 * @param isSplit whether the pack's own texts are in files of their own: then a page of this locale fetches none of them, so the file has the text of every item
 */
export function encodeLocale(content: LocaleContent, catalog: readonly CatalogItem[], isSplit: boolean): OptionalContent {
  const { tag, items, currency, categories } = content;
  const tensors: Record<string, Tensor> = {};
  for (const name of LATE_COLUMNS) {
    const own = items.map((item, row) => (item[name] === catalog[row][name] ? '' : (item[name] ?? '')));
    const texts = isSplit ? own.map((text, row) => text || (catalog[row][name] ?? '')) : own;
    if (texts.some((text) => text !== '')) Object.assign(tensors, encodeTextColumn(name, texts, 'compact'));
  }
  const stock = items.map(({ availability }, row) => (availability === catalog[row].availability ? '' : (availability ?? '')));
  if (stock.some((word) => word !== '')) Object.assign(tensors, encodeCodedColumn(LOCALE_TENSORS.availability, stock, 'compact'));
  if (currency !== null) {
    const prices = Float64Array.from(items, ({ price }) => price ?? Number.NaN);
    tensors[LOCALE_TENSORS.price] = { type: 'F64', shape: [prices.length], data: prices };
    Object.assign(tensors, encodeTextColumn(LOCALE_TENSORS.currency, [currency], 'compact'));
  }
  if (categories.size > 0) {
    const names = codedValues(catalog.map(({ product_type: category }) => category ?? ''));
    const called = names.map((name) => categories.get(name) ?? name);
    Object.assign(tensors, encodeTextColumn(LOCALE_TENSORS.categories, called, 'compact'));
  }
  return { role: 'locale', name: tag, tensors };
}
