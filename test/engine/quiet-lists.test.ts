import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src/engine/engine.js';
import { encodeAttribute } from '../../src/pack/encode/encode-attribute.js';
import { encodeComplements } from '../../src/pack/encode/encode-complements.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import type { Answer } from '../../src/types/answer.js';
import type { ShelfEvent } from '../../src/types/event.js';
import type { ListCall, ListKind } from '../../src/types/list-call.js';
import { type PackServer, servePack } from '../fixtures/pack-server.js';
import { tinyContent } from '../fixtures/tiny-pack.js';
import { DAY, event, NOW } from './list-fixture.js';

/** Every kind of list, as a page asks for it. `next` continues the one before. */
const CALLS: Readonly<Record<ListKind, Omit<ListCall, 'kind'>>> = {
  recommend: {},
  related: { itemId: 'tent-0' },
  boughtTogether: { itemIds: ['tent-0'] },
  trending: {},
  newArrivals: {},
  onSale: {},
  recentlyViewed: {},
  buyAgain: {},
  savedForLater: {},
  rerank: { itemIds: ['boot-1', 'tent-4', 'lamp-0'] },
  because: {},
  next: {},
};

const HISTORY = [event('view_item', 'tent-0', 3), event('view_item', 'boot-3', 2), event('purchase', 'lamp-1', 90)];

let server: PackServer;
let engine: Engine;

beforeEach(async () => {
  const content = tinyContent();
  const catalog = content.catalog.map((item, row) => ({ ...item, added: NOW - (1 + row) * DAY }));
  const none = { offsets: new Uint32Array(5), items: new Uint32Array(), similarities: new Float32Array() };
  const pairs = {
    offsets: Uint32Array.from({ length: catalog.length + 1 }, (_, row) => Number(row > 0)),
    items: Uint32Array.of(catalog.findIndex(({ id }) => id === 'lamp-0')),
    similarities: Float32Array.of(0.5),
  };
  const baskets = encodeComplements({ pairs, categories: none, backOff: new Float32Array(catalog.length) });
  const reduced = (['sale_price', 'regular_price'] as const).map((name) => {
    const values = Float64Array.from(catalog, ({ price = 0 }) => (name === 'sale_price' ? price : price + 1));
    return { role: 'attribute' as const, name, tensors: encodeAttribute({ type: 'number', values }) };
  });
  server = await servePack(await encodePack({ ...content, catalog, optional: [baskets, ...reduced] }));
  engine = createEngine(() => NOW);
  await engine.open({ packUrl: `${server.origin}/pack/pack.json`, backend: 'auto', place: null });
  while (!(await engine.loaded()));
  await expect.poll(() => engine.health().notes.map(({ code }) => code), { timeout: 20_000 }).toContain('scorer-chosen');
}, 30_000);

afterEach(async () => {
  engine.close();
  await server.stop();
});

/** The answer of every kind of list, with few enough places that none has to be filled up. */
async function everyList(events: readonly ShelfEvent[]): Promise<Map<ListKind, Answer>> {
  for (const one of events) engine.observe(one);
  const answers = new Map<ListKind, Answer>();
  let recommendationId = '';
  for (const [kind, call] of Object.entries(CALLS) as [ListKind, Omit<ListCall, 'kind'>][]) {
    const asked: ListCall = { kind, count: 3, ...call, ...(kind === 'next' && { recommendationId }) };
    const answer = await engine.list(asked, new AbortController().signal);
    if (kind === 'recommend') ({ recommendationId } = answer);
    answers.set(kind, answer);
  }
  return answers;
}

describe('where all goes to plan', () => {
  it.each([
    ['a known shopper', HISTORY],
    ['a stranger', []],
  ])('no list has a note for %s, and what was decided is told by health alone', async (_, events) => {
    const answers = await everyList(events);
    for (const [kind, { trace }] of answers) expect(trace.notes, kind).toEqual([]);
    expect(answers.size).toBe(Object.keys(CALLS).length);
  });

  it('the steps tell a stranger’s order from a shopper’s, and whether a subject was found', async () => {
    const stepsOf = async (events: readonly ShelfEvent[]) => {
      const answers = await everyList(events);
      return (['rerank', 'because'] as const).map((kind) => answers.get(kind)?.trace.steps[0]);
    };
    expect(await stepsOf([])).toEqual([
      { name: 'given order', in: 3, out: 3 },
      { name: 'subject', in: 0, out: 0 },
    ]);
    expect(await stepsOf(HISTORY)).toEqual([
      { name: 'rerank', in: 3, out: 3 },
      { name: 'subject', in: 3, out: 1 },
    ]);
  });
});

describe('where something does not', () => {
  it('the list says so', async () => {
    const { trace } = await engine.list({ kind: 'recommend', count: 3, minDistinctness: 7 }, new AbortController().signal);
    expect(trace.notes.map(({ code }) => code)).toEqual(['bad-argument']);
  });
});
