import { beforeAll, expect, it } from 'vitest';
import { createEventId } from '../../../src/core/events/event-id.js';
import { answerCall, type CallAnswer } from '../../../src/engine/answer-call.js';
import { createListMemory } from '../../../src/engine/list/list-memory.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import type { EventName, ShelfEvent } from '../../../src/types/event.js';
import type { ListCall } from '../../../src/types/list-call.js';
import type { Pack } from '../../../src/types/pack.js';
import { tinyPack } from '../../fixtures/tiny-pack.js';

const NOW = Date.UTC(2026, 5, 1);

let pack: Pack;
beforeAll(async () => {
  pack = await tinyPack();
});

const event = (name: EventName, itemId: string): ShelfEvent => ({
  id: createEventId(NOW - 1000),
  name,
  time: NOW - 1000,
  items: [{ item_id: itemId }],
});
const boots = ['boot-1', 'boot-2'].map((id) => event('view_item', id));
const ask = (call: Partial<ListCall>, events: readonly ShelfEvent[] = boots): Promise<CallAnswer> =>
  answerCall(
    { pack, scorer: createJsScorer({ ...pack, bias: pack.popularity }), profile: foldEvents(emptyProfile(), events), now: NOW },
    { kind: 'recommend', ...call },
    call.count,
    createListMemory(),
    () => 'answer',
  );
const idsOf = ({ items }: CallAnswer): string[] => items.map(({ id }) => id);

it('is the shopper’s own list at home, as without a scenario', async () => {
  expect(idsOf(await ask({ scenario: 'home' }))).toEqual(idsOf(await ask({})));
});

it('is, on a product’s page, items like the product, personal to the degree that the call sets', async () => {
  const { items, servedBy } = await ask({ scenario: 'product', itemId: 'lamp-4', count: 5 });
  expect(servedBy.model).toBe('related');
  expect(items.every(({ id }) => id.startsWith('lamp') && id !== 'lamp-4')).toBe(true);
  expect(items.some(({ reasons }) => reasons.some(({ kind }) => kind === 'event'))).toBe(true);
  expect(idsOf(await ask({ scenario: 'product', itemId: 'lamp-4', count: 5, userImpact: 1 })).every((id) => id.startsWith('boot'))).toBe(
    true,
  );
});

it('is the shopper’s own list, with a note, if the page is about an item that is not in the pack', async () => {
  const own = idsOf(await ask({}));
  for (const call of [
    { scenario: 'product', itemId: 'gone' },
    { scenario: 'cart', itemIds: ['gone'] },
    { scenario: 'category' },
    { scenario: 'search' },
    { scenario: 'checkout' as 'cart' },
  ] as const) {
    const answer = await ask(call);
    expect(idsOf(answer)).toEqual(own);
    expect(answer.trace.notes.map(({ message }) => message).join()).toContain(`scenario ${call.scenario}`);
  }
});

it('is items that go with the cart, or with the order, without its own items', async () => {
  for (const scenario of ['cart', 'order-confirmed'] as const) {
    const answer = await ask({ scenario, itemIds: ['tent-0', 'stove-3'], count: 10 }, [...boots, event('purchase', 'tent-2')]);
    // The pack has no model of baskets.
    expect(answer.servedBy.model).toBe('related');
    const ids = idsOf(answer);
    for (const id of ['tent-0', 'stove-3', 'tent-2']) expect(ids).not.toContain(id);
    expect(ids.every((id) => /^(tent|stove)/.test(id))).toBe(true);
  }
});

it('is, on a category’s page, the items of that category and its subcategories in the shopper’s order', async () => {
  const whole = idsOf(await ask({ count: 40 }));
  expect(idsOf(await ask({ scenario: 'category', category: 'Outdoor > tent', count: 40 }))).toEqual(
    whole.filter((id) => id.startsWith('tent')),
  );
  expect(idsOf(await ask({ scenario: 'category', category: 'Outdoor', count: 40 }))).toEqual(whole);
  expect(idsOf(await ask({ scenario: 'category', category: 'Indoor' }))).toEqual([]);
});

it('is, for search results, all of them in a personal order', async () => {
  const itemIds = [
    ...Array.from({ length: 10 }, (_, index) => `lamp-${index}`),
    ...Array.from({ length: 10 }, (_, index) => `boot-${index}`),
  ];
  const answer = await ask({ scenario: 'search', itemIds });
  expect(answer.servedBy.model).toBe('rerank');
  expect([...idsOf(answer)].sort()).toEqual([...itemIds].sort());
  expect(idsOf(answer)).not.toEqual(itemIds);
  expect(idsOf(await ask({ scenario: 'search', itemIds, strength: 0 }))).toEqual(itemIds);
  expect(idsOf(await ask({ scenario: 'search', itemIds, count: 3 }))).toHaveLength(3);
});

it('is more diverse after a search without results, unless the call sets the diversity', async () => {
  expect((await ask({ scenario: 'empty-search' })).trace.steps.map(({ name }) => name)).toContain('diversity');
  expect(idsOf(await ask({ scenario: 'empty-search', diversity: 0 }))).toEqual(idsOf(await ask({})));
});

it('begins, for an unknown shopper, with the subject of the landing page', async () => {
  const { items, servedBy } = await ask({ scenario: 'landing', itemId: 'stove-2', count: 4 }, []);
  expect(servedBy.model).toBe('landing');
  expect(items.every(({ id }) => id.startsWith('stove'))).toBe(true);
});
