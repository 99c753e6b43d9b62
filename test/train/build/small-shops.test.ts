import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encoderOfBand } from '../../../src/core/numbers/encoder-of-band.js';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { scoreRow } from '../../../src/engine/rows/score-row.js';
import { encodeHistory } from '../../../src/query/encode-history.js';
import { encodeItem } from '../../../src/query/encode-item.js';
import type { BuildReport } from '../../../src/train/build/build-report.js';
import { checkPack } from '../../../src/train/packing/read-pack.js';
import type { Pack } from '../../../src/types/pack.js';
import type { Query } from '../../../src/types/scoring/query.js';
import { onshelf } from '../../cli/tools/run-onshelf.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';

const CATEGORIES = ['Tents', 'Boots', 'Mugs', 'Jackets', 'Lamps', 'Maps', 'Ropes', 'Stoves', 'Bags', 'Hats'];
const ITEMS = 300;
const WORDS = ['Alpine', 'Classic', 'Light', 'Winter', 'Summer', 'Pro', 'Kids', 'Family', 'Trail', 'City'];

const categoryOf = (item: number): number => item % CATEGORIES.length;
/** How well an item sells: some better by chance, and the first of the feed somewhat better than the last. */
const SALES = ((): number[] => {
  const random = seededRandom(3);
  return Array.from({ length: ITEMS }, (_, item) => Math.exp(1.6 * (random() + random() + random() - 1.5)) / (1 + item / 100));
})();
const salesOf = (item: number): number => SALES[item];

const feed = [
  'id\ttitle\tproduct_type\tbrand\tprice',
  ...Array.from({ length: ITEMS }, (_, item) => {
    const kind = CATEGORIES[categoryOf(item)];
    return `p${item}\t${WORDS[(item * 3) % 10]} ${WORDS[Math.floor(item / 10) % 10]} ${kind.slice(0, -1)} ${item}\tOutdoor > ${kind}\tBrand ${item % 7}\t${10 + (item % 40)}.00 EUR`;
  }),
].join('\n');

/** Orders of shoppers who like two categories, and now and then buy anything. */
function orders(count: number): string {
  const random = seededRandom(7);
  const rows = ['user_id,item_id,timestamp,event,transaction_id'];
  const pick = (items: readonly number[]): number => {
    let left = random() * items.reduce((sum, item) => sum + salesOf(item), 0);
    for (const item of items) {
      left -= salesOf(item);
      if (left <= 0) return item;
    }
    return items[0];
  };
  const all = Array.from({ length: ITEMS }, (_, item) => item);
  for (let order = 0; order < count; order++) {
    const liked = [Math.floor(random() * 10), Math.floor(random() * 10)];
    const size = 1 + Math.floor(random() * 3);
    for (let line = 0; line < size; line++) {
      const item = random() < 0.15 ? pick(all) : pick(all.filter((one) => liked.includes(categoryOf(one))));
      rows.push(`u${order},p${item},${1_770_000_000 + order * 3600 + line},purchase,o${order}`);
    }
  }
  return rows.join('\n');
}

const top = (pack: Pack, query: Query, leave: number[], count = 10): number[] =>
  Array.from({ length: ITEMS }, (_, row) => row)
    .filter((row) => !leave.includes(row))
    .map((row) => [row, scoreRow(pack, query, row)] as const)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, count)
    .map(([row]) => row);

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const ALL = Array.from({ length: ITEMS }, (_, row) => row);
const salesIn = (categories: readonly number[]): number[] => ALL.map((item) => (categories.includes(categoryOf(item)) ? salesOf(item) : 0));
const shares = (values: readonly number[]): number[] => values.map((value) => value / values.reduce((sum, one) => sum + one, 0));

/** Chance of each item to be what a shopper with these tastes buys next. */
function chances(liked: readonly number[]): number[] {
  const [own, all] = [shares(salesIn(liked)), shares(ALL.map(salesOf))];
  return own.map((value, item) => 0.85 * value + 0.15 * all[item]);
}

/** What a list is worth to them, by place, as a share of the best list. */
function worth(list: readonly number[], chance: readonly number[], leave: readonly number[]): number {
  const gain = (items: readonly number[]): number => items.reduce((sum, item, at) => sum + chance[item] / Math.log2(at + 2), 0);
  const best = ALL.filter((item) => !leave.includes(item)).sort((a, b) => chance[b] - chance[a]);
  return gain(list) / gain(best.slice(0, list.length));
}

function figures(pack: Pack): Record<'popular' | 'related' | 'alike' | 'personal', number> {
  const popular = [...ALL].sort((a, b) => pack.popularity[b] - pack.popularity[a] || a - b).slice(0, 10);
  const random = seededRandom(99);
  const related = ALL.map((row) => {
    const own = categoryOf(row);
    const mixed = CATEGORIES.map((_, other) => chances([own, other]));
    const chance = ALL.map((item) => mean(mixed.map((one) => one[item])));
    return worth(top(pack, encodeItem(pack, row), [row]), chance, [row]);
  });
  const alike = ALL.map((row) => mean(top(pack, encodeItem(pack, row), [row]).map((item) => Number(categoryOf(item) === categoryOf(row)))));
  const personal = Array.from({ length: 200 }, () => {
    const liked = [Math.floor(random() * 10), Math.floor(random() * 10)];
    const seen = [0, 1].map(() => liked[Math.floor(2 * random())] + 10 * Math.floor(random() * 30));
    const history = seen.map((row) => ({ row, itemId: `p${row}`, name: 'view_item' as const, interest: 1, weight: 1, against: 0 }));
    const { query } = encodeHistory(pack, history, encoderOfBand(pack.manifest.encoder, history));
    return worth(top(pack, query, seen), chances(liked), seen);
  });
  return { popular: worth(popular, shares(ALL.map(salesOf)), []), related: mean(related), alike: mean(alike), personal: mean(personal) };
}

describe('a shop without a log, with a log of 50 orders, and with one of 1 500', () => {
  const folder = temporaryFolder();
  const told = new Map<number, { pack: Pack; figures: ReturnType<typeof figures>; report: BuildReport }>();
  const of = (count: number): { pack: Pack; figures: ReturnType<typeof figures>; report: BuildReport } => {
    const found = told.get(count);
    if (found === undefined) throw new Error(`no pack of ${count} orders`);
    return found;
  };

  beforeAll(async () => {
    const catalog = put(folder, 'feed.tsv', feed);
    for (const count of [0, 50, 1500]) {
      const log = count === 0 ? [] : ['--events', put(folder, `orders-${count}.csv`, orders(count))];
      const { code, output, errors } = await onshelf(
        'build',
        '--catalog',
        catalog,
        ...log,
        '--out',
        join(folder, `pack-${count}`),
        '--json',
      );
      expect([code, errors]).toEqual([0, '']);
      const { pack } = await checkPack(join(folder, `pack-${count}`));
      if (pack === null) throw new Error('no pack');
      told.set(count, { pack, figures: figures(pack), report: JSON.parse(output) as BuildReport });
    }
  }, 300_000);

  it('has better lists the more it knows: for everybody, for a shopper, and beside an item', () => {
    for (const list of ['popular', 'personal'] as const) {
      expect(of(50).figures[list]).toBeGreaterThan(of(0).figures[list]);
      expect(of(1500).figures[list]).toBeGreaterThan(of(50).figures[list]);
    }
    expect(of(50).figures.related).toBeGreaterThanOrEqual(of(0).figures.related);
    expect(of(1500).figures.related).toBeGreaterThan(of(0).figures.related);
  });

  it('lists items like an item beside every item, also beside those that nobody bought', () => {
    expect(of(0).figures.alike).toBeGreaterThan(0.95);
    expect(of(50).figures.alike).toBeGreaterThan(0.95);
    for (const count of [0, 50, 1500]) {
      const { offsets } = of(count).pack.neighbours;
      expect(ALL.filter((row) => offsets[row + 1] - offsets[row] < 4)).toEqual([]);
    }
  });

  it('without a log claims no popularity, and says what it is and that nothing was measured', async () => {
    const { pack, report } = of(0);
    expect(pack.meanPopularity).toBe(0);
    expect(report.log).toBe(null);
    expect(report.models.map(({ name, metrics }) => [name, metrics])).toEqual([
      ['blend', {}],
      ['content', {}],
      ['feed-order', {}],
    ]);
    const { output } = await onshelf('build', '--catalog', join(folder, 'feed.tsv'), '--out', join(folder, 'told'));
    expect(output).toMatch(/Log: none\n {2}Nothing is known of shoppers, and nothing was measured/);
    expect((await onshelf('verify', join(folder, 'told'))).code).toBe(0);
  });

  it('without a log keeps to a budget too', async () => {
    const { code, output } = await onshelf(
      'build',
      '--catalog',
      join(folder, 'feed.tsv'),
      '--out',
      join(folder, 'tight'),
      '--budget',
      '60kB',
      '--json',
    );
    expect(code).toBe(0);
    const { pack } = JSON.parse(output) as BuildReport;
    expect(pack.bytes + pack.manifestBytes).toBeLessThanOrEqual(60_000);
  });
});
