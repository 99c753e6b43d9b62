import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFeed } from '../../../src/train/feed/read-feed.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import type { CatalogItem } from '../../../src/types/catalog-item.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';
import { FEED_FORMS, itemOfWritten, WITHOUT_CURRENCY, type WrittenItem } from './tools/feed-forms.js';

const folder = temporaryFolder();

const word = fc.constantFrom('Tent', 'Tom & Ann', '19" rack', 'Größe', 'Été', '価格', 'A, B', "d'eau", 'x;y', '5 < 6', 'naïve', 'M|L');
const text = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const level = fc.constantFrom('Outdoor', 'Home & Garden', 'Zelte', 'Bags', 'Ärmel');
const items: fc.Arbitrary<WrittenItem[]> = fc
  .array(
    fc.record({
      title: text,
      brand: word,
      category: fc.uniqueArray(level, { minLength: 1, maxLength: 3 }),
      cents: fc.integer({ min: 1, max: 99_999 }),
      inStock: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => list.map((item, at) => ({ ...item, id: `P-${at}` })));

/** An item without what a form cannot say. */
function plain({ id, title, brand, product_type, availability, price, currency }: CatalogItem, hasCurrency: boolean): object {
  return { id, title, brand, product_type, availability, price, ...(hasCurrency ? { currency } : {}) };
}

describe('a catalogue', () => {
  for (const [form, write] of Object.entries(FEED_FORMS)) {
    it(`is the same from ${form}`, async () => {
      await fc.assert(
        fc.asyncProperty(items, async (list) => {
          const { catalog } = await readFeed({ paths: [put(folder, 'feed', write(list))] }, SILENT_STEP);
          const hasCurrency = !WITHOUT_CURRENCY.has(form);
          expect(catalog.map((item) => plain(item, hasCurrency))).toEqual(list.map((item) => plain(itemOfWritten(item), hasCurrency)));
        }),
        { numRuns: 40 },
      );
    });
  }
});
