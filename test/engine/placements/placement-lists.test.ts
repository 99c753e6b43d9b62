import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEventId } from '../../../src/core/events/event-id.js';
import { readArm } from '../../../src/core/events/list-arm.js';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { measureLists } from '../../../src/engine/measure/measure-lists.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import type { Answer } from '../../../src/types/answer.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { ListCall } from '../../../src/types/list-call.js';
import type { Placement } from '../../../src/types/scenarios.js';
import { type ScenariosServer, scenariosText, serveScenarios } from '../../fixtures/scenarios-server.js';
import { tinyPack } from '../../fixtures/tiny-pack.js';

const PLACEMENTS: Readonly<Record<string, Placement | unknown>> = {
  top: { count: 4 },
  below: { count: 4 },
  third: { count: 4 },
  free: { count: 4, repeats: true },
  trends: { list: 'trending', count: 3 },
  like: { list: 'related', count: 3 },
  cheap: { count: 5, filter: 'price < 0' },
  alike: { list: 'trending', count: 4, filter: 'brand == this.brand' },
  wrong: 'a text',
  half: { count: 2, fliter: 'price < 50', boost: 'nonsense(' },
};

const pack = await tinyPack();

let server: ScenariosServer;
let engine: Engine;
beforeEach(async () => {
  server = await serveScenarios(PLACEMENTS);
  engine = createEngine();
  await engine.open({ packUrl: server.packUrl, backend: 'js', place: null });
});
afterEach(async () => {
  engine.close();
  await server.stop();
});

const call = (placement: string | undefined, more: Partial<ListCall> = {}, of = engine): Promise<Answer> =>
  of.list({ kind: 'recommend', ...(placement !== undefined && { placement }), ...more }, new AbortController().signal);
const ids = ({ items }: Answer): string[] => items.map(({ id }) => id);
const codes = ({ trace }: Answer): string[] => trace.notes.map(({ code }) => code);
const viewed = (itemId: string, id = createEventId(Date.now())): ShelfEvent => ({
  id,
  name: 'view_item',
  time: Date.now(),
  items: [{ item_id: itemId }],
});

describe('a placement by its name', () => {
  it('gives its list with its settings, and those of the call override them', async () => {
    const trends = await call('trends');
    expect([trends.servedBy.model, trends.items.length]).toEqual(['trending', 3]);
    expect(trends.trace.placement).toEqual({ name: 'trends', count: 3, repeats: false });
    expect((await call('trends', { count: 2 })).items).toHaveLength(2);
    const other = await call('trends', { kind: 'newArrivals' });
    expect(codes(other)).toContain('not-applicable');
  });

  it('is fetched by the first list that names one, once; a page that names none fetches nothing', async () => {
    await call(undefined);
    expect(server.asked.filter((path) => path.includes('scenarios'))).toEqual([]);
    await call('top');
    await call('below');
    expect(server.asked.filter((path) => path.includes('scenarios'))).toEqual(['/pack/scenarios.json']);
  });

  it('whose rules name the item of the page says that it needs it, and is made without', async () => {
    const without = await call('alike');
    expect([without.trace.placement?.needs, without.items.length, codes(without)]).toEqual(['item', 4, ['context-unknown']]);
    const about = await call('alike', { context: { item: 'tent-3' } });
    expect([about.trace.placement?.needs, codes(about)]).toEqual([undefined, []]);
    expect(about.items.every(({ item }) => item.brand === 'Moor')).toBe(true);
  });

  it('of a file that names the device anywhere asks the page, whichever placement and shopper it is', async () => {
    const phones = { campaigns: [{ name: 'small', audience: { known: true }, filter: 'device == "phone"' }] };
    server.scenarios = scenariosText({ ...PLACEMENTS, phones });
    await expect(call('top')).rejects.toMatchObject({ code: 'context-needed' });
    expect((await call('top', { context: { device: 'phone', referrer: 'direct' } })).items).toHaveLength(4);
  });

  it('that there is not gives the list without it, and names the nearest', async () => {
    const { items, trace } = await call('botom', { count: 3 });
    expect(items).toHaveLength(3);
    expect(trace.placement).toBeUndefined();
    const near = await call('tops');
    expect(near.trace.notes).toContainEqual({
      code: 'unknown-name',
      message: 'placement: scenarios.json has no "tops". Did you mean "top"?',
    });
  });

  it('that is wrong spoils no other, and a wrong part is named and left out', async () => {
    expect(codes(await call('wrong'))).toContain('bad-argument');
    const half = await call('half');
    expect(half.items).toHaveLength(2);
    expect(half.trace.notes.map(({ message }) => message).join()).toMatch(/"fliter" is not a parameter.*boost: left out/);
    expect((await call('top')).trace.notes).toEqual((await call(undefined)).trace.notes);
  });

  it('says what its list is about if the call does not, and gives the shopper’s own list meanwhile', async () => {
    const without = await call('like');
    expect(without.trace.placement?.needs).toBe('itemId');
    expect(codes(without)).toContain('nothing-known');
    expect(without.items).toHaveLength(3);
    const like = await call('like', { itemId: 'tent-1' });
    expect(like.servedBy.model).toMatch(/related|content/);
    expect(like.trace.placement?.needs).toBeUndefined();
  });

  it('gives the list without it while there is no file, and says so', async () => {
    server.scenarios = null;
    const answer = await call('top', { count: 3 });
    expect(answer.items).toHaveLength(3);
    expect(codes(answer)).toContain('scenarios-unreachable');
  });

  it('continues with next()', async () => {
    const { recommendationId, items } = await call('top');
    const more = await call(undefined, { kind: 'next', recommendationId });
    expect(more.items).toHaveLength(4);
    expect(ids(more).some((id) => items.some((item) => item.id === id))).toBe(false);
  });
});

describe('placements of a page', () => {
  it('do not repeat each other, in the order of the calls, however the calls overlap', async () => {
    const whole = ids(await call(undefined, { count: 12 }));
    const [top, below, third] = await Promise.all([call('top'), call('below'), call('third')]);
    expect([...ids(top), ...ids(below), ...ids(third)]).toEqual(whole);
  });

  it('repeat if the file or the call says so, and then take nothing from others', async () => {
    const top = await call('top');
    const free = await call('free');
    expect(ids(free)).toEqual(ids(top));
    expect(ids(await call('below', { repeats: true }))).toEqual(ids(top));
    expect(ids(await call('third'))).toEqual((await call(undefined, { count: 8 })).items.slice(4).map(({ id }) => id));
  });

  it('asked again after an event have the lists of a page that opens then', async () => {
    for (const name of ['top', 'below']) await call(name);
    for (const itemId of ['lamp-1', 'lamp-5'])
      engine.observe(viewed(itemId, `01J${itemId.padEnd(23, '0')}`.toUpperCase().replaceAll('-', '0')));
    const again = [ids(await call('top')), ids(await call('below'))];
    const { events } = await engine.inspect();
    const fresh = createEngine();
    await fresh.open({ packUrl: server.packUrl, backend: 'js', place: null });
    fresh.hold(events);
    expect([ids(await call('top', {}, fresh)), ids(await call('below', {}, fresh))]).toEqual(again);
    fresh.close();
  });

  it('let go of what they showed when something is forgotten', async () => {
    const before = [ids(await call('top')), ids(await call('below'))];
    const one = viewed('lamp-1');
    engine.observe(one);
    await call('top');
    await engine.forget({ eventId: one.id });
    expect([ids(await call('top')), ids(await call('below'))]).toEqual(before);
  });
});

describe('audiences and experiments', () => {
  const reopen = async (placements: Readonly<Record<string, Placement | unknown>>, events: readonly ShelfEvent[]): Promise<void> => {
    server.scenarios = scenariosText(placements);
    engine.close();
    engine = createEngine();
    await engine.open({ packUrl: server.packUrl, backend: 'js', place: null });
    engine.hold(events);
  };

  it('a campaign is for those whose interest is in its category, its brand, or who are known', async () => {
    const campaigns = (audience: object) => ({ top: { count: 2, campaigns: [{ name: 'special', audience, count: 7 }] } });
    const { items } = await call(undefined, { count: 40 });
    const { item } = items[0];
    const other = items.find((one) => one.item.product_type !== item.product_type);
    const history = [viewed(item.id), viewed(item.id)];
    const count = async (audience: object, events: readonly ShelfEvent[]) => {
      await reopen(campaigns(audience), events);
      return (await call('top')).items.length;
    };
    expect(await count({ category: item.product_type }, history)).toBe(7);
    expect(await count({ category: item.product_type }, [])).toBe(2);
    expect(await count({ category: item.product_type, share: 1 }, history)).toBe(2);
    // Most of what everybody likes is tents, but this shopper has looked at a lamp alone.
    expect(await count({ category: 'Outdoor > tent' }, [viewed('lamp-1')])).toBe(2);
    expect(await count({ category: other?.item.product_type, share: 0.5 }, history)).toBe(2);
    expect(await count({ brand: item.brand }, history)).toBe(7);
    expect(await count({ brand: 'nobody' }, history)).toBe(2);
    expect(await count({ known: false }, [])).toBe(7);
    expect(await count({ known: false }, history)).toBe(2);
  });

  it('a prototype of another pack applies to nobody, and that is said', async () => {
    await reopen({ top: { campaigns: [{ name: 'p', audience: { prototype: 0, pack: 99 } }] } }, [viewed('tent-1')]);
    const { trace } = await call('top');
    expect(trace.placement?.campaign).toBeUndefined();
    expect(trace.notes.map(({ message }) => message).join()).toMatch(/one of pack 99/);
  });

  it('a shopper stays in one group, its lists tell it, and measure() tells groups apart', async () => {
    const experiment = { name: 'bold', variants: [{ name: 'bright', share: 0.5, count: 5 }], control: { share: 0.5 } };
    const seen = new Set<string>();
    for (let shopper = 0; seen.size < 2 && shopper < 30; shopper++) {
      const first = viewed('tent-1', createEventId(shopper));
      await reopen({ top: { count: 3, pins: [{ id: 'lamp-1', place: 0 }], experiment } }, [first]);
      const [one, again] = [await call('top'), await call('top')];
      const arm = one.trace.placement?.arm as string;
      expect([again.trace.placement?.arm, readArm(one.recommendationId)]).toEqual([arm, { experiment: 'bold', arm }]);
      expect([one.items.length, one.items[0].promoted === true]).toEqual(arm === 'control' ? [3, false] : [5, true]);
      seen.add(arm);
      const click: ShelfEvent = { ...viewed(one.items[0].id), name: 'select_item', item_list_id: one.recommendationId };
      const { arms, models } = measureLists(foldEvents(emptyProfile(), [first, click]), pack);
      expect(arms.map(({ experiment: name, arm: group, lists, clicks }) => [name, group, lists, clicks])).toEqual([['bold', arm, 1, 1]]);
      expect(models.map(({ model }) => model)).toEqual([one.servedBy.model]);
    }
    expect([...seen].sort()).toEqual(['bright', 'control']);
  });

  it('a control group gets the order of the shop, if the file says so', async () => {
    const experiment = { name: 'none', variants: [{ name: 'all', share: 0 }], control: { share: 1, order: 'shop' } };
    await reopen({ top: { count: 2, experiment } }, [viewed('tent-1')]);
    const answer = await call('top', { shopOrder: ['lamp-3', 'lamp-2', 'lamp-1'] });
    expect([answer.servedBy.model, ids(answer)]).toEqual(['fallback', ['lamp-3', 'lamp-2']]);
    expect(readArm(answer.recommendationId)).toEqual({ experiment: 'none', arm: 'control' });
  });
});
