import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstLists } from '../../../src/engine/first/first-list.js';
import { serveList } from '../../../src/engine/serve-list.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { parseManifest } from '../../../src/pack/format/parse-manifest.js';
import { emptyProfile } from '../../../src/profile/fold-events.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import { carryFirst } from '../../../src/train/packing/carry-first.js';
import { openEncoded } from '../../../src/train/packing/make-pack.js';
import { manifestText } from '../../../src/train/packing/manifest-text.js';
import type { CatalogItem } from '../../../src/types/catalog-item.js';
import type { ListCall } from '../../../src/types/list-call.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';

const CREATED = Date.UTC(2026, 5, 1);
const DAY = 86_400_000;
const content = tinyContent(40);

type Column = Omit<CatalogItem, 'id' | 'title' | 'link' | 'brand' | 'product_type' | 'price' | 'currency'>;

/** A random shop: some items sold out, some of other types, some not yet or no more listed. */
const shop = fc.record({
  popularity: fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 160, maxLength: 160 }),
  columns: fc.array(
    fc.record<Column>(
      {
        availability: fc.constantFrom('in stock', 'out of stock'),
        type: fc.constantFrom('product', 'article', 'live'),
        starts: fc.constant(CREATED - DAY),
        ends: fc.integer({ min: -3, max: 9 }).map((days) => CREATED + days * DAY),
        added: fc.integer({ min: -90, max: 3 }).map((days) => CREATED + days * DAY),
        size: fc.constantFrom('S', 'M', 'L'),
      },
      { requiredKeys: [] },
    ),
    { minLength: 160, maxLength: 160 },
  ),
  withPopularity: fc.boolean(),
  withTypes: fc.boolean(),
  /** Days until a product appears in the shop; 0: none does. */
  appears: fc.constantFrom(0, 0, 2, 4),
  groups: fc.integer({ min: 0, max: 30 }),
});

/** Calls whose lists the carried items have in the order of the whole pack. */
const call = fc.record({
  kind: fc.constantFrom('recommend' as const, 'trending' as const),
  count: fc.integer({ min: 1, max: 24 }),
  rule: fc.constantFrom<Partial<ListCall>>(
    {},
    { filter: 'price < 30' },
    { filter: 'brand == "Fell"' },
    { maxPer: { brand: 3 } },
    // Of products without variants: of others, another variant takes the place, which is not among these items.
    { unavailable: ['tent-31', 'boot-33', 'lamp-36'] },
    { pins: [{ id: 'tent-3', place: 0 }] },
    { promoted: { ids: ['boot-4', 'tent-2'], share: 0.5 } },
  ),
  daysLater: fc.integer({ min: 0, max: 5 }),
});

describe('the items of the manifest', () => {
  it('give an unknown shopper the list of the whole pack, item for item, or none', async () => {
    let served = 0;
    await fc.assert(
      fc.asyncProperty(shop, call, async (made, { kind, count, rule, daysLater }) => {
        const catalog = content.catalog.map((item, row): CatalogItem => {
          const { type, starts, ends, ...columns } = made.columns[row];
          const appears = row === 7 && made.appears > 0 ? { starts: CREATED + made.appears * DAY, type: 'product' } : {};
          const times = made.withTypes ? { type: type ?? 'product', ...(starts && { starts }), ...(ends && { ends }), ...appears } : {};
          // Variants have a price and a brand in common, so that a rule takes all or none.
          const lead = content.catalog[made.groups === 0 ? row : row % 40];
          const group =
            made.groups === 0 || row % 40 >= made.groups
              ? {}
              : { item_group_id: `group-${row % 40}`, price: lead.price, brand: lead.brand };
          return { ...item, ...columns, ...times, ...group } as CatalogItem;
        });
        const popularity = Float32Array.from(made.popularity, (share) => (made.withPopularity ? share : 0));
        const created = new Date(CREATED).toISOString();
        const encoded = await encodePack({ ...content, created, catalog, popularity });
        const pack = openEncoded(encoded);
        const carried = await carryFirst(encoded, pack);
        const manifest = parseManifest(manifestText(carried.manifest));
        if (manifest.first === undefined) return;
        const first = firstLists.open(manifest, []);
        const asked: ListCall = { kind, count, ...rule };
        const now = CREATED + daysLater * DAY;
        const context = { profile: emptyProfile(), now };
        const answer = first && (await first.answer({ ...first, ...context }, asked, count, Promise.resolve(), serveList));
        if (answer === null) return;
        served++;
        const whole = { ...context, pack, scorer: createJsScorer({ ...pack, bias: pack.popularity }) };
        const expected = await serveList(whole, asked, count, new Set());
        expect(answer.made.items).toEqual(expected.items);
        expect(answer.made).toMatchObject({ model: expected.model, backend: 'none', notes: [{ code: 'pack-loading' }] });
      }),
      { numRuns: 150, endOnFailure: true },
    );
    expect(served).toBeGreaterThan(20);
  });
});
