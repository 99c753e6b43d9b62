import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEventId } from '../../../src/core/events/event-id.js';
import { runAtOnce } from '../../../src/core/time/run-steps.js';
import { answerCall, type CallAnswer } from '../../../src/engine/answer-call.js';
import { createListMemory, type ListMemory } from '../../../src/engine/list/list-memory.js';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import { boostItems } from '../../../src/rules/boost-items.js';
import { shopColumns } from '../../../src/rules/shop-columns.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import type { EventName, ShelfEvent } from '../../../src/types/event.js';
import type { ListCall, ListKind } from '../../../src/types/list-call.js';
import type { Pack } from '../../../src/types/pack.js';
import type { Scorer } from '../../../src/types/scoring/scorer.js';
import { filesByRole, tinyContent } from '../../fixtures/tiny-pack.js';

const NOW = Date.UTC(2026, 5, 1);
const STOCK = new Map([
  ['tent-7', 'out_of_stock'],
  ['tent-8', 'https://schema.org/OutOfStock'],
  ['tent-9', 'preorder'],
]);

let pack: Pack;
let scorer: Scorer;
beforeAll(async () => {
  const content = tinyContent();
  const catalog = content.catalog.map((item, row) => ({
    ...item,
    availability: STOCK.get(item.id) ?? 'in_stock',
    ...(item.id.startsWith('tent') ? { size: row % 2 === 0 ? 'M' : 'L', color: 'red' } : {}),
  }));
  const encoded = await encodePack({ ...content, catalog });
  pack = decodePack(encoded.manifest, filesByRole(encoded));
  scorer = createJsScorer({ ...pack, bias: pack.popularity });
});

const event = (name: EventName, itemId: string): ShelfEvent => {
  const time = NOW - 86_400_000;
  return { id: createEventId(time), name, time, items: [{ item_id: itemId }] };
};
const HISTORY = ['tent-1', 'tent-2', 'stove-3', 'tent-1'].map((id) => event('view_item', id));
let answers = 0;
const ask = (call: Partial<ListCall>, events = HISTORY, memory: ListMemory = createListMemory()): Promise<CallAnswer> =>
  answerCall(
    { pack, scorer, profile: foldEvents(emptyProfile(), events), now: NOW },
    { kind: 'recommend', ...call },
    call.count,
    memory,
    () => `answer-${++answers}`,
  );
const idsOf = ({ items }: CallAnswer): string[] => items.map(({ id }) => id);
const stepOf = ({ trace }: CallAnswer, name: string) => trace.steps.find((step) => step.name === name);

describe('a filter', () => {
  it('applies to every item of every kind of list, pins and promoted ones too', async () => {
    const kinds: ListKind[] = ['recommend', 'related', 'boughtTogether', 'trending', 'newArrivals', 'recentlyViewed', 'because'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...kinds), fc.integer({ min: 10, max: 19 }), fc.boolean(), async (kind, most, steps) => {
        const more: Partial<ListCall> = steps
          ? {
              diversity: 0.5,
              exploration: 0.5,
              seed: 1,
              pins: [{ id: 'tent-9', place: 0 }],
              promoted: { ids: ['boot-9', 'boot-8'], share: 0.5 },
            }
          : {};
        const { items } = await ask({
          kind,
          count: 40,
          itemId: 'tent-1',
          itemIds: ['tent-1'],
          filter: `price < ${most} && viewed < 2`,
          ...more,
        });
        for (const { id, item } of items) {
          expect(item.price, id).toBeLessThan(most);
          expect(id).not.toBe('tent-1');
        }
      }),
    );
  });

  it('leaves out items before scoring: the list has its full length, and the trace counts them', async () => {
    const answer = await ask({ count: 9, filter: 'category in ["Outdoor > stove"]' });
    expect(answer.items).toHaveLength(9);
    expect(stepOf(answer, 'filter')).toEqual({ name: 'filter', in: 38, out: 10 });
  });

  it('applies to the following pages', async () => {
    const memory = createListMemory();
    const { recommendationId } = await ask({ count: 3, filter: 'brand == "Moor"' }, HISTORY, memory);
    const next = await ask({ kind: 'next', recommendationId, count: 40 }, HISTORY, memory);
    expect(next.items.length).toBeGreaterThan(3);
    expect(next.items.filter(({ item }) => item.brand !== 'Moor')).toEqual([]);
  });

  it('that is invalid returns no list, and reports the position of the error', async () => {
    await expect(ask({ filter: 'prise < 50' })).rejects.toMatchObject({
      code: 'bad-argument',
      message: expect.stringMatching(/^filter: At character 0 .*Did you mean "price"/),
    });
    await expect(ask({ filter: 50 as never })).rejects.toMatchObject({ code: 'bad-argument' });
  });

  it('is ignored, with a note, by a list that is ranked again', async () => {
    const { items, trace } = await ask({ kind: 'rerank', itemIds: ['tent-1', 'boot-9'], filter: 'price < 0' });
    expect(items).toHaveLength(2);
    expect(trace.notes.map(({ message }) => message).join()).toContain('filter: left out');
  });
});

describe('a boost', () => {
  it('moves items, and is among the reasons, which still add up to the last bit', async () => {
    const answer = await ask({ count: 6, boost: 'category in ["Outdoor > lamp"] ? 2 : 0' });
    expect(idsOf(answer).every((id) => id.startsWith('lamp'))).toBe(true);
    for (const { score, reasons } of answer.items) {
      expect(reasons.filter((reason) => reason.kind === 'step').map(({ step }) => step)).toEqual(['boost']);
      expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
    }
  });

  it('that is invalid is ignored, with a note', async () => {
    const answer = await ask({ boost: 'price <' });
    expect(idsOf(answer)).toEqual(idsOf(await ask({})));
    expect(answer.trace.notes.map(({ message }) => message).join()).toMatch(/boost: left out\. At character 7/);
  });
});

it('a rule excludes a pinned item, whether or not it is excluded for another reason', async () => {
  const seen = await ask({ count: 5, filter: 'price < 15', excludeSeen: [{ event: 'view_item' }], pins: [{ id: 'tent-9', place: 0 }] }, [
    event('view_item', 'tent-9'),
  ]);
  expect(idsOf(seen)).not.toContain('tent-9');
  expect(seen.trace.notes.map(({ message }) => message).join()).toMatch(/pins: "tent-9" was left out/);
  const call = { scenario: 'category', category: 'Outdoor > boot', unavailable: ['lamp-9'], pins: [{ id: 'lamp-9', place: 0 }] } as const;
  expect(idsOf(await ask({ count: 5, ...call }))).not.toContain('lamp-9');
});

it('boosts a list that is as long as a catalogue', () => {
  const step = runAtOnce(boostItems('popularity', shopColumns(pack, emptyProfile(), NOW)));
  const candidates = Array.from({ length: 200_000 }, (_, at) => ({ row: at % pack.items, score: at, adjustments: [] }));
  expect(step.apply(candidates)).toHaveLength(200_000);
  expect(step.apply([])).toEqual([]);
});

describe('a sold-out item', () => {
  it('is in no list, unless the call sets inStock; an item that can be ordered is listed', async () => {
    const ids = idsOf(await ask({ count: 40 }));
    expect(['tent-7', 'tent-8', 'tent-9'].filter((id) => ids.includes(id))).toEqual(['tent-9']);
    expect(idsOf(await ask({ count: 40, inStock: false }))).toHaveLength(40);
    expect(idsOf(await ask({ kind: 'related', itemId: 'tent-1', count: 40 }))).not.toContain('tent-7');
  });

  it('is judged by the requested size, whatever the other sizes', async () => {
    const inM = idsOf(await ask({ count: 40, filter: 'size in ["M"]' }));
    // tent-8 has the size, and is sold out.
    expect(inM.sort()).toEqual(['tent-0', 'tent-2', 'tent-4', 'tent-6']);
    expect(idsOf(await ask({ count: 40, filter: 'color == "red" && size != "M" && not inStock', inStock: false }))).toEqual(['tent-7']);
    const [{ item }] = (await ask({ filter: 'id == "tent-4"' })).items;
    expect([item.size, item.color]).toEqual(['M', 'red']);
  });

  it('may also be named by the page', async () => {
    const answer = await ask({ count: 40, unavailable: ['tent-3', 'not in the pack'] });
    expect(idsOf(answer)).not.toContain('tent-3');
    expect(stepOf(answer, 'unavailable')).toEqual({ name: 'unavailable', in: 38, out: 37 });
  });
});

it('the price band lowers an item that is far too expensive, and reports that; an invalid value is named in a note', async () => {
  const { items, trace } = await ask({ count: 40, priceFit: 1 });
  const dear = items.find(({ id }) => id === 'boot-9');
  expect(dear?.reasons.some((reason) => reason.kind === 'step' && reason.step === 'price fit' && reason.contribution < 0)).toBe(true);
  expect(trace.notes.filter(({ code }) => code !== 'filled-up')).toEqual([]);
  expect((await ask({ priceFit: 7 })).trace.notes).toEqual([
    { code: 'bad-argument', message: 'priceFit: left out; it is a number from 0 to 1.' },
  ]);
});
