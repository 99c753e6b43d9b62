import type { InputNote } from '../../input/input-facts.js';

/** What is told of a feed, by code. `docs/intake.md` lists them. */
export const FEED_NOTES = {
  'export-read-as': 'The feed is the export of a platform, and was read by its rules.',
  'id-assumed': 'The ids come from a column that is not named `id`.',
  'id-by-log': 'The ids come from the column whose values the log has.',
  'header-language': 'Names of columns in another language than English were recognised.',
  'second-column': 'Two columns fit one field; the better one is read, the other where that is empty.',
  'attribute-missing': 'A further column that was asked for is not in the feed.',
  'no-attribute-needed': 'A further column that was asked for is part of every item already.',
  'variants-grouped': 'Variants have their product as `item_group_id`; the product itself is no item.',
  'parents-kept': 'Products with variants are items too, since the log names them.',
  'variants-folded': 'Rows with one id are one item: the lowest price, in stock where one of them is.',
  'not-published': 'Drafts, hidden and archived items were left out.',
  'rows-without-item': 'Rows of pictures or of options are no items.',
  'sale-price': 'Items have a sale price today: the price in the pack is what shoppers pay today.',
  'sale-price-higher': 'Sale prices that are not below the price were not used.',
  'ambiguous-price': 'Prices such as 1.299 were decided by the other prices of the feed.',
  'price-range': 'Of a range of prices, the lowest is used.',
  'currency-sign': 'A sign such as $ stands for several currencies.',
  'several-currencies': 'Prices are in several currencies.',
  'no-currency': 'Prices have no currency.',
  'category-from-google': "The category is Google's, as the feed has no product type.",
  'google-category-number': "Google's category is a number, which is not read.",
  'category-separator': 'Categories have / or | where levels are expected; only > separates levels.',
  'availability-date': 'Dates of availability belong to their item alone, and are not the date of its addition.',
  'availability-unknown': 'Words of availability that are not known count as in stock.',
  'no-availability': 'No item has an availability: none counts as sold out.',
  'excel-ids': 'Ids look like numbers that a spreadsheet rounded.',
  'texts-decoded': 'HTML entities or markup in texts were decoded.',
  'xml-repaired': 'The XML is not well-formed, and was read all the same.',
  'locale-rows-missing': "Items of the catalogue have no row in a locale's feed: its own titles, addresses and prices are not known.",
  'locale-rows-unknown': "Rows of a locale's feed are of items that the catalogue does not have, and are left out.",
  'locale-prices-missing': 'Items have no price in a locale, as the catalogue has theirs in another currency, or none.',
  'locale-currencies': 'Prices of a locale in another currency than most of its prices were left out.',
  'locale-currency-unknown': 'Currencies of a locale are none of ISO 4217, and their prices were left out.',
  'locale-attributes': "Amounts among the further columns are the catalogue's, also for pages with other prices.",
  'locale-unchanged': "A locale's feed says nothing else than the catalogue.",
  'nothing-words': 'Words such as NULL and n/a count as no value.',
} as const satisfies Record<string, string>;

/** Code of a note about a feed. */
export type FeedNoteCode = keyof typeof FEED_NOTES;

/**
 * A note about a feed.
 *
 * @param code of `FEED_NOTES`
 * @param message a sentence or two: what, how many, which
 * @param option that changes it, as it is typed; default: none does
 */
export function feedNote(code: FeedNoteCode, message: string, option: string | null = null): InputNote {
  return { code, message, option };
}

/** A count with its noun: `1 item`, `2 items`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en').replaceAll(',', ' ')} ${count === 1 ? one : many}`;
}
