import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/engine.js';
import { measureExtent, showTastes } from '../../../src/engine/tastes/show-tastes.js';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { RETENTION } from '../../../src/store/log/retention.js';
import type { EventName, ShelfEvent } from '../../../src/types/event.js';
import type { ShownTaste } from '../../../src/types/results/tastes.js';
import { prototypeContent } from '../../fixtures/prototype-content.js';
import { filesByRole } from '../../fixtures/tiny-pack.js';
import { contextOf, DAY, event, NOW } from '../list-fixture.js';

const tastesOf = async (events: readonly ShelfEvent[]) => showTastes(contextOf(events));
const named = (tastes: readonly ShownTaste[], name: string): ShownTaste | undefined => tastes.find((taste) => taste.name === name);
const anyEvents = fc.array(
  fc
    .record({
      name: fc.constantFrom<EventName>('view_item', 'purchase', 'rate', 'add_to_cart'),
      kind: fc.constantFrom('tent', 'boot', 'lamp'),
      number: fc.nat(9),
      daysAgo: fc.nat(300),
    })
    .map(({ name, kind, number, daysAgo }) => ({
      ...event(name, `${kind}-${number}`, daysAgo),
      ...(name === 'rate' && { value: 1 }),
    })),
  { minLength: 1, maxLength: 8 },
);

describe('the tastes shown to a shopper', () => {
  it('are categories with those above them, and brands, each with the events that it rests on', async () => {
    const [tent, boot] = [event('view_item', 'tent-2', 0), event('view_item', 'boot-3', 0)];
    const { tastes } = await tastesOf([tent, boot]);
    expect(named(tastes, 'Outdoor')?.events).toEqual([tent.id, boot.id]);
    expect(named(tastes, 'Outdoor > tent')).toMatchObject({ kind: 'category', events: [tent.id] });
    expect(named(tastes, 'Moor')).toMatchObject({ kind: 'brand', events: [boot.id] });
    expect(named(tastes, 'Outdoor > lamp')).toBeUndefined();
  });

  it('are one half for one product view of now, and fade faster in the short term than in the long one', async () => {
    const fresh = named((await tastesOf([event('view_item', 'tent-2', 0)])).tastes, 'Fell');
    expect(fresh).toMatchObject({ long: 0.5, short: 0.5 });
    const old = named((await tastesOf([event('view_item', 'tent-2', 30)])).tastes, 'Fell');
    expect(old?.short).toBeLessThan((old?.long ?? 0) / 5);
  });

  it('are gone without the events that they rest on, and are the same in whatever order events were recorded', () =>
    fc.assert(
      fc.asyncProperty(anyEvents, async (events) => {
        const { tastes } = await tastesOf(events);
        for (const { name, kind, events: ids } of tastes) {
          expect(ids.length).toBeGreaterThan(0);
          const left = await tastesOf(events.filter(({ id }) => !ids.includes(id)));
          expect(left.tastes.filter((taste) => taste.kind === kind && taste.name === name)).toEqual([]);
        }
        expect(await tastesOf([...events].reverse())).toEqual(await tastesOf(events));
      }),
      { numRuns: 40 },
    ));

  it('come with the segments that the shopper is of, and the nearest groups of similar shoppers', async () => {
    const encoded = await encodePack(prototypeContent());
    const pack = decodePack(encoded.manifest, filesByRole(encoded));
    const events = ['lamp-7', 'lamp-8', 'lamp-9', 'lamp-6'].map((id) => event('purchase', id, 0));
    const { segments, prototypes } = await showTastes(contextOf(events, pack));
    expect(segments.map(({ name }) => name)).toContain('Outdoor > lamp');
    expect(prototypes.length).toBeGreaterThan(0);
    expect(prototypes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(prototypes[0]).toMatchObject({ pack: pack.manifest.number, categories: [{ name: 'Outdoor > lamp', share: 1 }] });
  });

  it('are off without a pack, with the reason; what is kept is told all the same', async () => {
    const engine = createEngine();
    await engine.open({ packUrl: 'http://127.0.0.1:9/pack.json', backend: 'js', place: null }).catch(() => {});
    engine.observe(event('view_item', 'tent-1'));
    expect(await engine.inspect({ tastes: true })).toMatchObject({
      tastes: { state: 'off', note: { code: 'pack-unreachable' } },
      storage: { where: 'memory', events: 1 },
    });
    expect(await engine.inspect()).not.toHaveProperty('storage');
    engine.close();
  });
});

describe('the extent of what is kept', () => {
  it('has the number and bytes of the events, their times, and when the first and the last of them expire', () => {
    const events = [event('purchase', 'tent-1', 20), event('view_item_list', 'boot-ü', 10)];
    expect(measureExtent(events, true, RETENTION)).toEqual({
      where: 'database',
      events: 2,
      bytes: Buffer.byteLength(JSON.stringify(events[0])) + Buffer.byteLength(JSON.stringify(events[1])),
      since: NOW - 20 * DAY,
      latest: NOW - 10 * DAY,
      firstExpiry: NOW + 20 * DAY,
      until: NOW + 780 * DAY,
    });
    expect(measureExtent([], false, RETENTION)).toMatchObject({ events: 0, bytes: 0, since: null, until: null });
  });
});
