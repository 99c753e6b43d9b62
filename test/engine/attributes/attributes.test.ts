import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import type { Answer } from '../../../src/types/answer.js';
import type { ListCall } from '../../../src/types/list-call.js';
import { attributePack } from '../../fixtures/attribute-pack.js';
import { type PackServer, servePack } from '../../fixtures/pack-server.js';

const NOW = Date.UTC(2026, 1, 1);

let server: PackServer;
let engine: Engine;
beforeEach(async () => {
  server = await servePack(await attributePack());
  engine = createEngine();
  await engine.open({ packUrl: `${server.origin}/pack.json`, backend: 'js', place: null });
});
afterEach(async () => {
  engine.close();
  await server.stop();
});

const ask = (call: Partial<ListCall>): Promise<Answer> =>
  engine.list({ kind: 'recommend', count: 40, now: NOW, ...call }, new AbortController().signal);
/** Rows of the tiny catalogue: four kinds of ten. */
const rowOf = (id: string): number => 10 * ['tent', 'stove', 'boot', 'lamp'].indexOf(id.split('-')[0]) + Number(id.split('-')[1]);
const rowsOf = ({ items }: Answer): number[] => items.map(({ id }) => rowOf(id)).sort((a, b) => a - b);
const keep = (condition: (row: number) => boolean): number[] => Array.from({ length: 40 }, (_, row) => row).filter(condition);
const asked = (): string[] => server.asked.filter((path) => path.includes('attribute-'));

describe('a filter', () => {
  it.each<[string, (row: number) => boolean]>([
    ['material == "wool"', (row) => row > 0 && row % 2 === 0],
    ['material != "wool"', (row) => row % 2 === 1 || row === 0],
    ['material in ["silk", "linen"]', (row) => row % 2 === 1],
    ['material == ""', (row) => row === 0],
    ['rating >= 3 && material == "wool"', (row) => row >= 20 && row % 2 === 0],
    ['rating < 2', (row) => row > 0 && row < 10],
    ['not (rating >= 2)', (row) => row > 0 && row < 10],
    ['margin > 0.3', (row) => row > 30],
    ['features == "light"', (row) => row > 0 && row % 3 === 0],
    ['features == "warm" && features != "light"', (row) => row % 3 !== 0],
    ['features in ["light"]', (row) => row > 0 && row % 3 === 0],
    ['released >= "2026-01-15"', (row) => row > 0 && row % 28 >= 14],
    ['"2026-01-15" > released', (row) => row > 0 && row % 28 < 14],
    ['today - released <= 7', (row) => row > 0 && row % 28 >= 24],
  ])('keeps the right items: %s', async (filter, condition) => {
    const { items, trace } = await ask({ filter });
    expect(trace.notes).toEqual([]);
    expect(rowsOf({ items } as Answer)).toEqual(keep(condition));
  });

  it('on every kind of list, and on the following page', async () => {
    const first = await ask({ kind: 'trending', filter: 'material == "wool"', count: 5 });
    const next = await ask({ kind: 'next', recommendationId: first.recommendationId, count: 50 });
    expect([...rowsOf(first), ...rowsOf(next)].sort((a, b) => a - b)).toEqual(keep((row) => row > 0 && row % 2 === 0));
  });

  it.each([
    ['a misspelled name', 'materail == "wool"', 'there is no column "materail". Did you mean "material"?'],
    ['a date that is none', 'released > "soon"', '"soon" is no date like "2026-05-01"'],
    ['a number beside a text', 'rating == "good"', 'the right side of "==" needs a number, and this is a text'],
  ])('is refused with the place of %s', async (_what, filter, message) => {
    await expect(ask({ filter })).rejects.toThrow(message);
  });
});

describe('a boost', () => {
  it('by a number raises items in proportion, and says so among the reasons', async () => {
    const { items } = await ask({ boost: '10 * margin' });
    expect(rowOf(items[0].id)).toBeGreaterThan(30);
    expect(items[0].reasons).toContainEqual(expect.objectContaining({ kind: 'step', step: 'boost' }));
  });

  it('leaves an item without a value where it is', async () => {
    const plain = await ask({});
    const boosted = await ask({ boost: 'margin' });
    const scoreOf = ({ items }: Answer) => items.find(({ id }) => id === 'tent-0')?.score;
    expect(scoreOf(boosted)).toBe(scoreOf(plain));
  });
});

describe('the file of an attribute', () => {
  it('is fetched when a rule names it, once, whatever the shopper did; the others never', async () => {
    await ask({});
    await ask({ filter: 'price < 1000' });
    engine.hold([{ id: 'e1', name: 'view_item', time: NOW - 1000, items: [{ item_id: 'tent-1' }] }]);
    await ask({ kind: 'recentlyViewed' });
    expect(asked()).toEqual([]);
    await Promise.all([ask({ filter: 'material == "wool"' }), ask({ boost: 'material == "silk" ? 1 : 0' })]);
    await ask({ filter: 'material == "wool" || price < 5' });
    expect(asked()).toHaveLength(1);
  });

  it('that cannot be fetched makes a filter fail as an unknown column does, and a boost is left out with a note', async () => {
    server.answer = (request, response) => {
      if (!request.url?.includes('attribute-')) return false;
      response.writeHead(404).end();
      return true;
    };
    await expect(ask({ filter: 'rating > 3' })).rejects.toThrow(/filter: the column "rating" cannot be used: .* answered with status 404/);
    const { items, trace } = await ask({ boost: 'rating' });
    expect(items).toHaveLength(40);
    expect(trace.notes).toEqual([{ code: 'pack-unreachable', message: expect.stringMatching(/^boost: left out. the column "rating"/) }]);
    server.answer = () => false;
    expect(rowsOf(await ask({ filter: 'rating > 3' }))).toEqual(keep((row) => row > 20));
  });
});

describe('the items of an answer', () => {
  it('have the attributes that the call names, typed; absent where not given', async () => {
    const { items } = await ask({ attributes: ['material', 'features', 'rating', 'released'] });
    const itemOf = (id: string) => items.find((one) => one.id === id)?.item;
    expect(itemOf('tent-6')).toMatchObject({ material: 'wool', features: ['light', 'warm'], rating: 1.6, released: Date.UTC(2026, 0, 7) });
    expect(itemOf('tent-0')).not.toHaveProperty('material');
    expect(itemOf('tent-6')).not.toHaveProperty('margin');
    expect(asked()).toHaveLength(4);
  });

  it('have them in a reranked list, and on the following page', async () => {
    const reranked = await ask({ kind: 'rerank', itemIds: ['lamp-1', 'tent-1', 'gone'], attributes: ['material'] });
    expect(reranked.items.map(({ item }) => (item as { material?: string }).material)).toEqual(['silk', 'silk', undefined]);
    const first = await ask({ attributes: ['rating'], count: 2 });
    const next = await ask({ kind: 'next', recommendationId: first.recommendationId, count: 2 });
    expect(next.items.every(({ id, item }) => (item as { rating?: number }).rating === 1 + rowOf(id) / 10)).toBe(true);
  });

  it('have none where the call names none, even after a rule has opened one', async () => {
    const { items } = await ask({ filter: 'material == "wool"' });
    expect(items[0].item).not.toHaveProperty('material');
  });

  it('come without an attribute that the pack does not have, or that cannot be fetched, with a note', async () => {
    const { items, trace } = await ask({ attributes: ['colour', 'ratings'] });
    expect(items).toHaveLength(40);
    expect(trace.notes).toEqual([
      { code: 'unknown-name', message: 'attributes: "colour" is left out; there are material, features, rating, margin, released.' },
      { code: 'unknown-name', message: 'attributes: "ratings" is left out; did you mean "rating"?' },
    ]);
  });
});
