import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillSlots } from '../../../src/engine/slots/fill-slots.js';
import type { FilledPlace, NextBest, NextBestRequest, SlotKind } from '../../../src/types/slots/next-best.js';
import { anyEvents, ask, contextOf, event, pack } from '../list-fixture.js';

const CAMPER = [event('view_item', 'stove-3'), event('view_item', 'stove-5')];
const fill = (request: NextBestRequest, events = CAMPER): Promise<NextBest> => fillSlots(contextOf(events), request);
const placesOf = ({ slots }: NextBest): FilledPlace[] => slots.flatMap(({ places }) => [...places]);
const shownIn = (best: NextBest, id: string): string[] =>
  best.slots.find((slot) => slot.id === id)?.places.map((place) => `${place.kind} ${place.id}`) ?? [];
const groupOf = (id: string): string | undefined => pack.itemOf(pack.rowOf(id)).item_group_id;

const anyKinds = fc.uniqueArray(fc.constantFrom<SlotKind>('item', 'category', 'brand', 'banner'), { minLength: 1, maxLength: 4 });
const anyRequest = fc.record({
  slots: fc
    .array(fc.record({ kinds: anyKinds, count: fc.integer({ min: 1, max: 12 }) }), { minLength: 1, maxLength: 4 })
    .map((slots) => slots.map((slot, place) => ({ ...slot, id: `slot ${place}` }))),
  banners: fc.constantFrom(
    [],
    [
      { id: 'stoves', category: 'Outdoor > stove' },
      { id: 'Fell', brand: 'Fell' },
      { id: 'cheap', filter: 'price < 12' },
      { id: 'few', items: ['boot-1', 'lamp-2'] },
    ],
  ),
});

describe('the places of a page', () => {
  it('show what the shopper likes best: items as a list has them, with their scores and reasons', async () => {
    const best = await fill({ slots: [{ id: 'row', kinds: ['item'], count: 6 }] });
    const list = await ask(contextOf(CAMPER), { kind: 'recommend', count: 6 });
    expect(placesOf(best).map(({ id, score, reasons, item }) => ({ id, score, reasons, item }))).toEqual(
      list.items.map(({ id, score, reasons, item }) => ({ id, score, reasons, item })),
    );
    expect(best).toMatchObject({ model: 'personal', notes: [] });
  });

  it('show the category, the brand or the banner of the shopper, with their best items', async () => {
    const best = await fill({
      slots: [
        { id: 'hero', kinds: ['banner'] },
        { id: 'menu', kinds: ['category'], count: 2 },
      ],
      banners: [
        { id: 'lights', category: 'Outdoor > lamp' },
        { id: 'cook', category: 'Outdoor > stove', filter: 'price > 12' },
      ],
    });
    expect(shownIn(best, 'hero')).toEqual(['banner cook']);
    expect(shownIn(best, 'menu')[0]).toBe('category Outdoor > stove');
    for (const place of placesOf(best).slice(0, 2)) {
      expect(place.items).toHaveLength(4);
      expect(place.items?.every((id) => id.startsWith('stove'))).toBe(true);
    }
  });

  it('never show anything twice, nor two variants of one product, nor a banner about a category or brand that is there', () =>
    fc.assert(
      fc.asyncProperty(anyEvents, anyRequest, async (events, request) => {
        const places = placesOf(await fill(request, events));
        const names = places.map(({ kind, id }) => `${kind} ${id}`);
        expect(new Set(names).size).toBe(names.length);
        const groups = places.flatMap(({ kind, id }) => (kind === 'item' ? (groupOf(id) ?? []) : []));
        expect(new Set(groups).size).toBe(groups.length);
        expect(names.includes('banner stoves') && names.includes('category Outdoor > stove')).toBe(false);
        expect(names.includes('banner Fell') && names.includes('brand Fell')).toBe(false);
      }),
      { numRuns: 60 },
    ));

  it('have reasons that add up to each score to the bit, kinds that they may show, and nothing hidden or bought', () =>
    fc.assert(
      fc.asyncProperty(anyEvents, anyRequest, async (events, request) => {
        const context = contextOf(events);
        const { slots } = await fillSlots(context, request);
        expect(slots.map(({ id }) => id)).toEqual(request.slots.map(({ id }) => id));
        for (const [at, { places }] of slots.entries()) {
          expect(places.length).toBeLessThanOrEqual(request.slots[at].count);
          for (const { kind, id, score, standing, reasons, items = [] } of places) {
            expect(request.slots[at].kinds).toContain(kind);
            expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
            expect(standing).toBeGreaterThanOrEqual(0);
            expect(standing).toBeLessThanOrEqual(1);
            for (const one of kind === 'item' ? [id] : items) {
              expect(context.profile.hidden.has(one)).toBe(false);
              expect(context.profile.bought.has(one)).toBe(false);
            }
          }
        }
      }),
      { numRuns: 60 },
    ));

  it('are the same for the same events and clock, in whatever order these were recorded', () =>
    fc.assert(
      fc.asyncProperty(anyEvents, anyRequest, async (events, request) => {
        const [once, again] = [await fill(request, events), await fill(request, [...events].reverse())];
        expect({ ...again, recommendationId: '' }).toEqual({ ...once, recommendationId: '' });
      }),
      { numRuns: 30 },
    ));

  it('of several kinds are filled by how high each stands among its own', async () => {
    const best = await fill({ slots: [{ id: 'mixed', kinds: ['item', 'category'], count: 10 }] });
    const places = placesOf(best);
    expect(new Set(places.map(({ kind }) => kind))).toEqual(new Set(['item', 'category']));
    expect(places.map(({ standing }) => standing)).toEqual(places.map(({ standing }) => standing).sort((a, b) => b - a));
  });

  it('obey the filter of the request, in groups of items too', async () => {
    const slots = [
      { id: 'row', kinds: ['item'] as const, count: 5 },
      { id: 'menu', kinds: ['category'] as const, count: 4 },
    ];
    const places = placesOf(await fill({ slots, filter: 'brand == "Moor"' }));
    const ids = places.flatMap(({ kind, id, items = [] }) => (kind === 'item' ? [id] : [...items]));
    expect(ids.length).toBeGreaterThan(15);
    expect(ids.every((id) => pack.itemOf(pack.rowOf(id)).brand === 'Moor')).toBe(true);
    await expect(fill({ slots, filter: 'brand ==' })).rejects.toThrow('filter');
  });

  it('that stay empty are told, as is all that is not known of slots and banners', async () => {
    const { slots, notes } = await fill({
      slots: [
        { id: 'hero', kinds: ['banner'], count: 2 },
        { id: 'row', kinds: ['itme' as SlotKind, 'item'], count: 1.5 },
        { id: 'row', kinds: ['item'] },
      ],
      banners: [{ id: 'gone', items: ['tent-99'] }, { id: 'broken', filter: 'price <' }, { id: 'bare' }, { id: 'fine', items: ['tent-5'] }],
    });
    expect(slots.map(({ id, places }) => [id, places.length])).toEqual([
      ['hero', 1],
      ['row', 1],
    ]);
    expect(notes.map(({ code }) => code)).toEqual([
      'bad-argument',
      'unknown-name',
      'bad-argument',
      'bad-argument',
      'unknown-item',
      'bad-argument',
      'slot-unfilled',
    ]);
    expect(notes.map(({ message }) => message).join('\n')).toContain('Did you mean "item"?');
  });

  it('are filled for any request, with a sentence for whatever is wrong in it', () =>
    fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom('slots', 'banners', 'exclude', 'types', 'inStock', 'now', 'other'), fc.jsonValue()),
        fc.array(fc.dictionary(fc.constantFrom('id', 'kinds', 'count', 'items', 'category', 'brand', 'filter'), fc.jsonValue())),
        async (request, some) => {
          for (const asked of [request, { slots: some, banners: some }]) {
            const { slots, notes } = await fill(asked as unknown as NextBestRequest);
            expect(slots.length).toBeLessThanOrEqual(50);
            for (const { message } of notes) expect(message).toMatch(/^nextBest: \S/);
          }
        },
      ),
      { numRuns: 200 },
    ));

  it('of an unknown shopper show what is popular', async () => {
    const best = await fill(
      {
        slots: [
          { id: 'hero', kinds: ['category'] },
          { id: 'row', kinds: ['item'] },
        ],
      },
      [],
    );
    expect(best.model).toBe('popular');
    expect(placesOf(best).map(({ id }) => id)).toEqual(['Outdoor > tent', 'tent-0']);
  });
});
