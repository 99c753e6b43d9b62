import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerCall, type CallAnswer } from '../../../src/engine/answer-call.js';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { createListMemory } from '../../../src/engine/list/list-memory.js';
import { meetsAudience } from '../../../src/engine/placements/meets-audience.js';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import { heedWishes } from '../../../src/profile/heed-wishes.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { ListCall } from '../../../src/types/list-call.js';
import { attributePack } from '../../fixtures/attribute-pack.js';
import { type PackServer, servePack } from '../../fixtures/pack-server.js';
import { prototypeContent } from '../../fixtures/prototype-content.js';
import { filesByRole } from '../../fixtures/tiny-pack.js';
import { anyEvents, contextOf, NOW, pack, scorer } from '../list-fixture.js';

const ask = (call: Partial<ListCall>, events: readonly ShelfEvent[] = [], now = NOW): Promise<CallAnswer> =>
  answerCall(
    { pack, scorer, profile: heedWishes(foldEvents(emptyProfile(), events), pack), now },
    { kind: 'trending', onePerGroup: false, ...call },
    call.count ?? 40,
    createListMemory(),
    () => 'answer',
  );
const idsOf = ({ items }: CallAnswer): string[] => items.map(({ id }) => id).sort();
const list = async (call: Partial<ListCall>, events?: readonly ShelfEvent[], now?: number): Promise<string[]> =>
  idsOf(await ask(call, events, now));
const codesOf = ({ trace }: CallAnswer): string[] => trace.notes.map(({ code }) => code);

describe('the item of the page in a rule', () => {
  it('stands for its columns, in sums too: the list is that of the rule with its values written out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 39 }), fc.constantFrom(0.8, 1, 1.2), fc.boolean(), async (row, factor, isCall) => {
        const { id, brand, price = 0 } = pack.itemOf(row);
        const filter = `brand == this.brand && price > ${factor} * this.price && category != this.category`;
        const plain = `brand == "${brand}" && price > ${factor} * ${price} && category != "${pack.itemOf(row).product_type}"`;
        const about = isCall ? { itemId: id } : { context: { item: id } };
        expect(await list({ filter, ...about })).toEqual(await list({ filter: plain }));
      }),
      { numRuns: 40 },
    );
  });

  it('is that of the call before that of the context', async () => {
    expect(await list({ filter: 'id == this.id', itemId: 'tent-3', context: { item: 'boot-1' } })).toEqual(['tent-3']);
  });

  it('stands in lists, and by itself', async () => {
    const about = { itemId: 'tent-3' };
    expect(await list({ filter: 'id in [this.id, "boot-1"]', ...about })).toEqual(['boot-1', 'tent-3']);
    expect(await list({ filter: 'this.brand == "Moor" && id == "boot-1"', ...about })).toEqual(['boot-1']);
    expect(await list({ filter: 'this.price > 1e6', ...about })).toEqual([]);
  });

  it('leaves out what is compared with it where the page has none, and says so once', async () => {
    const unknown = await ask({ filter: 'brand == this.brand && price < 2 * this.price && price > 15' });
    expect(idsOf(unknown)).toEqual(await list({ filter: 'price > 15' }));
    expect(unknown.trace.notes.filter(({ code }) => code === 'context-unknown')).toHaveLength(1);
    expect(unknown.trace.notes[0].message).toContain('this.brand, this.price cannot be told here (the page has no item');
    expect(await list({ filter: 'brand == this.brand' })).toEqual(await list({}));
    expect(codesOf(await ask({ filter: 'brand == this.brand', itemId: 'gone' }))).toEqual(['context-unknown']);
  });

  it('has no column that items do not have', async () => {
    await expect(ask({ filter: 'this.prise < 50', itemId: 'tent-3' })).rejects.toThrow(
      'filter: At character 0 of "▸this.prise < 50": the item of the page has no column "prise". Did you mean "this.price"?',
    );
    await expect(ask({ filter: 'price < this.hour' })).rejects.toThrow('the item of the page has no column "hour"');
  });
});

describe('the item of the page with attributes of the shop', () => {
  let server: PackServer;
  let engine: Engine;
  beforeAll(async () => {
    server = await servePack(await attributePack());
    engine = createEngine(() => Date.UTC(2026, 1, 1));
    await engine.open({ packUrl: `${server.origin}/pack.json`, backend: 'js', place: null });
  });
  afterAll(async () => {
    engine.close();
    await server.stop();
  });

  it.each([
    ['material == this.material', 'material == "wool"'],
    ['features == this.features', 'features in ["light", "warm"]'],
    ['"light" in features', 'features == "light"'],
    ['rating >= this.rating', 'rating >= 4'],
  ])('%s is %s on the page of an item that has this', async (filter, plain) => {
    const kept = async (rule: string): Promise<string[]> => {
      const { items, trace } = await engine.list(
        { kind: 'recommend', filter: rule, count: 40, context: { item: 'lamp-0' } },
        new AbortController().signal,
      );
      expect(trace.notes).toEqual([]);
      return items.map(({ id }) => id);
    };
    expect(await kept(filter)).toEqual(await kept(plain));
    expect((await kept(plain)).length).toBeGreaterThan(3);
  });
});

describe('the moment in a rule', () => {
  it('is that of the clock of the list, in local time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.date({ min: new Date(NOW), max: new Date(NOW + 4e10), noInvalidDate: true }), async (date) => {
        const rule = `hour == ${date.getHours()} && weekday == ${date.getDay() || 7} && month == ${date.getMonth() + 1}`;
        expect(await list({ filter: `${rule} && id == "tent-3"` }, [], date.getTime())).toEqual(['tent-3']);
        expect(await list({ filter: `hour != ${date.getHours()}` }, [], date.getTime())).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('what the page tells in a rule', () => {
  const context = { device: 'phone', referrer: ['search', 'google.com'] } as const;

  it('is asked for where the call does not tell it, and only then', async () => {
    await expect(ask({ filter: 'device == "phone"' })).rejects.toMatchObject({ code: 'context-needed' });
    await expect(ask({ boost: 'referrer == "search" ? 1 : 0' })).rejects.toMatchObject({ code: 'context-needed' });
    expect(codesOf(await ask({ filter: 'hour >= 0 && price > 15' }))).toEqual([]);
  });

  it.each([
    ['device == "phone"', true],
    ['device in ["tablet", "desktop"]', false],
    ['device != "phone"', false],
    ['referrer == "search" && referrer == "google.com"', true],
    ['referrer in ["social"]', false],
  ])('%s is %s on a phone that came from a search', async (rule, isTrue) => {
    expect(await list({ filter: `${rule} && id == "tent-3"`, context })).toEqual(isTrue ? ['tent-3'] : []);
  });

  it('is left out where it cannot be told, and a device that there is not is named', async () => {
    const unknown = await ask({ filter: 'device == "phone" && price > 15', context: { device: '', referrer: '' } });
    expect(idsOf(unknown)).toEqual(await list({ filter: 'price > 15' }));
    expect(codesOf(unknown)).toEqual(['context-unknown']);
    const wrong = await ask({ filter: 'device == "phone"', context: { device: 'phon' as 'phone' } });
    expect(wrong.trace.notes[0].message).toContain('Did you mean "phone"?');
  });
});

describe('the shopper in a rule', () => {
  it('is of the segments that an audience finds them in, whatever they did', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.constantFrom('Outdoor > tent', 'Outdoor > boot', 'Outdoor'), async (events, category) => {
        const isOf = meetsAudience(contextOf(events), { category });
        // `exclude` keeps bought items.
        expect((await list({ filter: `"${category}" in segments`, exclude: 'none' }, events)).length > 0).toBe(isOf);
        const isFell = meetsAudience(contextOf(events), { brand: 'Fell' });
        expect((await list({ filter: 'segments != "Fell"', exclude: 'none' }, events)).length > 0).toBe(!isFell);
      }),
      { numRuns: 60 },
    );
  });

  it('is of the prototype that an audience finds them in; of none while nothing is known', async () => {
    const encoded = await encodePack(prototypeContent());
    const grouped = decodePack(encoded.manifest, filesByRole(encoded));
    const context = { ...contextOf([]), pack: grouped, scorer: createJsScorer({ ...grouped, bias: grouped.popularity }) };
    const event = (itemId: string): ShelfEvent => ({ id: 'one', name: 'view_item', time: NOW - 1000, items: [{ item_id: itemId }] });
    const number = grouped.manifest.number;
    for (const events of [[], [event(grouped.idOf(1))]]) {
      const shopper = { ...context, profile: foldEvents(emptyProfile(), events) };
      for (const prototype of [0, 1]) {
        const call: ListCall = { kind: 'trending', count: 5, exclude: 'none', filter: `prototype == ${prototype} && pack == ${number}` };
        const { items } = await answerCall(shopper, call, 5, createListMemory(), () => 'answer');
        expect(items.length > 0).toBe(meetsAudience(shopper, { prototype, pack: number }));
      }
    }
  });
});
