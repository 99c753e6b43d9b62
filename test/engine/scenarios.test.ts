import { beforeAll, describe, expect, it } from 'vitest';
import { answerCall, type CallAnswer } from '../../src/engine/answer-call.js';
import { createListMemory, type ListMemory } from '../../src/engine/list-memory.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { createJsScorer } from '../../src/score/js-scorer.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';
import type { ListCall } from '../../src/types/list-call.js';
import type { Pack } from '../../src/types/pack.js';
import type { Scenario } from '../../src/types/request.js';
import type { Scorer } from '../../src/types/scorer.js';
import { tinyPack } from '../fixtures/tiny-pack.js';

const NOW = Date.UTC(2026, 5, 1);
let pack: Pack;
let scorer: Scorer;
beforeAll(async () => {
  pack = await tinyPack();
  scorer = createJsScorer({ ...pack, bias: pack.popularity });
});

const event = (name: EventName, itemId: string): ShelfEvent => ({
  id: name + itemId,
  name,
  time: NOW - 1000,
  items: [{ item_id: itemId }],
});
const boots = [event('view_item', 'boot-1'), event('view_item', 'boot-2')];
let answers = 0;
const ask = (
  call: Partial<ListCall>,
  events: readonly ShelfEvent[] = boots,
  memory: ListMemory = createListMemory(),
): Promise<CallAnswer> =>
  answerCall(
    { pack, scorer, profile: foldEvents(emptyProfile(), events), now: NOW },
    { kind: 'recommend', ...call },
    call.count,
    memory,
    () => `answer-${++answers}`,
  );
/** Items with their scores and reasons, and which model served them. */
const told = ({ items, servedBy }: CallAnswer) => ({ items, model: servedBy.model });
const same = async (preset: Partial<ListCall>, plain: Partial<ListCall>): Promise<void> =>
  expect(told(await ask(preset))).toEqual(told(await ask(plain)));

describe('a scenario', () => {
  it('product is what is like the item, leaning a little to the shopper', async () => {
    await same({ scenario: 'product', itemId: 'lamp-4' }, { kind: 'related', itemId: 'lamp-4', userImpact: 0.2 });
    await same({ scenario: 'product', itemId: 'lamp-4', userImpact: 1 }, { kind: 'related', itemId: 'lamp-4', userImpact: 1 });
    expect(
      (await ask({ scenario: 'product', itemId: 'lamp-4', userImpact: 0, count: 6 })).items.every(({ id }) => id.startsWith('lamp')),
    ).toBe(true);
  });

  it('cart and order-confirmed are what goes with the items, without them', async () => {
    for (const scenario of ['cart', 'order-confirmed'] as const) {
      const itemIds = ['tent-0', 'stove-3'];
      await same({ scenario, itemIds }, { kind: 'boughtTogether', itemIds });
      expect((await ask({ scenario, itemIds, count: 40 })).items.filter(({ id }) => itemIds.includes(id))).toEqual([]);
    }
  });

  it('category is the shopper’s own list within the category, page after page', async () => {
    const memory = createListMemory();
    const first = await ask({ scenario: 'category', category: 'Outdoor > lamp', count: 4 }, boots, memory);
    const next = await ask({ kind: 'next', recommendationId: first.recommendationId, count: 40 }, boots, memory);
    const own = (await ask({ count: 40 })).items.filter(({ id }) => id.startsWith('lamp'));
    expect([...first.items, ...next.items]).toEqual(own);
    expect(first.servedBy.model).toBe('personal');
    expect(first.trace.steps).toContainEqual({ name: 'category', in: 40, out: 10 });
  });

  it('category is what others like in it, for a shopper of whom nothing is known', async () => {
    const { items } = await ask({ scenario: 'category', category: 'Outdoor > lamp', count: 3 }, []);
    expect(items.map(({ id }) => id)).toEqual(['lamp-0', 'lamp-1', 'lamp-2']);
  });

  it('search ranks the results anew, and loses none', async () => {
    const itemIds = ['lamp-1', 'gone', 'boot-3', 'tent-2'];
    await same({ scenario: 'search', itemIds }, { kind: 'rerank', itemIds });
    const { items } = await ask({ scenario: 'search', itemIds });
    expect(items.map(({ id }) => id).sort()).toEqual([...itemIds].sort());
  });

  it('empty-search shows more kinds than home, and as many as the call says', async () => {
    await same({ scenario: 'empty-search' }, { diversity: 0.3 });
    await same({ scenario: 'empty-search', diversity: undefined as never }, { diversity: 0.3 });
    await same({ scenario: 'empty-search', diversity: 0.9 }, { diversity: 0.9 });
  });

  it('home and landing are the shopper’s own list', async () => {
    await same({ scenario: 'home' }, {});
    await same({ scenario: 'landing', itemId: 'tent-1' }, { itemId: 'tent-1' });
  });

  it('says so where the page is about nothing that the pack knows, and gives the shopper’s own list', async () => {
    const calls: (Partial<ListCall> & { scenario: Scenario })[] = [
      { scenario: 'product', itemId: 'gone' },
      { scenario: 'product' },
      { scenario: 'cart', itemIds: ['gone'] },
      { scenario: 'order-confirmed' },
      { scenario: 'category' },
      { scenario: 'search' },
      { scenario: 'checkout' as Scenario },
    ];
    const home = told(await ask({}));
    for (const call of calls) {
      const answer = await ask(call);
      expect(told(answer)).toEqual(home);
      expect(answer.trace.notes).toHaveLength(1);
      expect(answer.trace.notes[0]).toContain(`scenario ${call.scenario}: `);
    }
  });
});
