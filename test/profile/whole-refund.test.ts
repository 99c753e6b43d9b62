import { describe, expect, it } from 'vitest';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';

/** An event of some items, or of none. */
function event(time: number, name: EventName, order: string, ...ids: readonly string[]): ShelfEvent {
  return { id: `${time}`, name, time, items: ids.map((item_id) => ({ item_id })), transaction_id: order };
}

describe('a refund without items', () => {
  const bought = event(1, 'purchase', '#1001', 'a', 'b');
  const refunded = event(2, 'refund', '1001');

  it('is of all items of its order', () => {
    const profile = foldEvents(emptyProfile(), [bought, event(1.5, 'purchase', '1002', 'c'), refunded]);
    expect([...profile.bought]).toEqual(['c']);
    expect(profile.interactions.filter(({ name }) => name === 'refund').map(({ itemId }) => itemId)).toEqual(['a', 'b']);
  });

  it('is so in any order of arrival, and none of an order that is not known', () => {
    const late = foldEvents(foldEvents(emptyProfile(), [refunded]), [bought]);
    expect(late).toEqual(foldEvents(emptyProfile(), [bought, refunded]));
    expect(foldEvents(emptyProfile(), [refunded]).interactions).toEqual([]);
  });
});
