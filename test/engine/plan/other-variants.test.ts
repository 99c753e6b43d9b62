import { describe, expect, it } from 'vitest';
import { createEventId } from '../../../src/core/events/event-id.js';
import { answerCall } from '../../../src/engine/answer-call.js';
import { createListMemory } from '../../../src/engine/list/list-memory.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import type { EventName, ShelfEvent } from '../../../src/types/event.js';
import type { ListCall } from '../../../src/types/list-call.js';
import { DAY, NOW, pack, scorer } from '../list-fixture.js';

const event = (name: EventName, itemId: string): ShelfEvent => ({
  id: createEventId(NOW - DAY),
  name,
  time: NOW - DAY,
  items: [{ item_id: itemId }],
});
const ask = (events: readonly ShelfEvent[], call: Partial<ListCall>) =>
  answerCall(
    { pack, scorer, profile: foldEvents(emptyProfile(), events), now: NOW },
    { kind: 'recommend', count: 40, ...call },
    40,
    createListMemory(),
    () => 'answer',
  );
/** Which of the two variants of one product a list has. */
const variantsIn = async (events: readonly ShelfEvent[], call: Partial<ListCall> = {}): Promise<string[]> =>
  (await ask(events, call)).items.map(({ id }) => id).filter((id) => id === 'tent-0' || id === 'tent-1');

describe('a list with one variant of each product', () => {
  it('has none of a product of which a variant was hidden', async () => {
    expect(await variantsIn([])).toHaveLength(1);
    expect(await variantsIn([event('dismiss', 'tent-0')])).toEqual([]);
    expect(await variantsIn([event('dismiss', 'tent-0')], { onePerGroup: false })).toEqual(['tent-1']);
  });

  it('has none of a product of which a variant was seen, where seen items are left out', async () => {
    const seen = [event('view_item', 'tent-0')];
    expect(await variantsIn(seen)).toHaveLength(1);
    expect(await variantsIn(seen, { exclude: 'seen' })).toEqual([]);
    expect(await variantsIn(seen, { exclude: 'seen', onePerGroup: false })).toEqual(['tent-1']);
    const { trace } = await ask(seen, { exclude: 'seen' });
    const step = trace.steps.find(({ name }) => name === 'other variants');
    expect((step?.in ?? 0) - (step?.out ?? 0)).toBe(2);
  });

  it('has another variant of what was bought: it may be wanted in another size', async () => {
    expect(await variantsIn([event('purchase', 'tent-0')])).toEqual(['tent-1']);
  });

  it('has none of the product that it is about', async () => {
    for (const call of [
      { kind: 'related', itemId: 'tent-0' },
      { kind: 'recommend', scenario: 'product', itemId: 'tent-0' },
    ] as const) {
      expect(await variantsIn([], call)).toEqual([]);
      expect(await variantsIn([], { ...call, onePerGroup: false })).toEqual(['tent-1']);
    }
  });

  it('has the variants of a product of which one is left out for everybody', async () => {
    expect(await variantsIn([], { unavailable: ['tent-0'] })).toEqual(['tent-1']);
  });
});
