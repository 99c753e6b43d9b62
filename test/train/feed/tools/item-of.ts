import type { FeedTexts } from '../../../../src/train/feed/columns/feed-fields.js';
import { PriceForms } from '../../../../src/train/feed/fields/price-forms.js';
import { ItemMaker } from '../../../../src/train/feed/item-maker.js';
import type { CatalogItem } from '../../../../src/types/catalog-item.js';

/**
 * The item that a feed of one row has.
 *
 * @param texts by field
 * @param notice receives the reasons of what was changed
 * @param now milliseconds since 1970
 */
export function itemOf(texts: FeedTexts, notice: (reason: string) => void = () => {}, now = 0): CatalogItem {
  const prices = new PriceForms();
  const made = new ItemMaker(prices, now).make({ line: 1, isWhole: true, texts, further: [] }, 'a', null, notice);
  prices.settle();
  return made.item;
}
