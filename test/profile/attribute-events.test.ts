import { describe, expect, it } from 'vitest';
import { createListId, modelOfList } from '../../src/core/events/list-id.js';
import { measureLists } from '../../src/engine/measure/measure-lists.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';
import { tinyPack } from '../fixtures/tiny-pack.js';

const DAY = 86_400_000;
const LIST = createListId(1000, 'personal');
const OTHER = createListId(2000, 'related');

const pack = await tinyPack();

let count = 0;
const event = (name: EventName, itemIds: readonly string[], time: number, listId?: string): ShelfEvent => ({
  id: `event-${String(++count).padStart(4, '0')}`,
  name,
  time,
  items: itemIds.map((item_id) => ({ item_id })),
  ...(listId === undefined ? {} : { item_list_id: listId }),
});
const measured = (events: readonly ShelfEvent[]) => measureLists(foldEvents(emptyProfile(), events), pack);

describe('the id of an answer', () => {
  it('names the source of the list; other ids name nothing', () => {
    expect(modelOfList(LIST)).toBe('personal');
    for (const id of ['related_products', '', `${LIST}<b>`, 'quiz-01', LIST.slice(0, 26)]) expect(modelOfList(id)).toBeNull();
  });
});

describe('the measurement of lists', () => {
  it('is counted by list and by model: items seen, clicked, put in the cart and bought, each once', () => {
    const { lists, models } = measured([
      event('view_item_list', ['a', 'b', 'c'], 1, LIST),
      event('view_item_list', ['c', 'd'], 2, LIST),
      event('select_item', ['a'], 3, LIST),
      event('view_item', ['a'], 4, LIST),
      event('add_to_cart', ['a'], 5, LIST),
      event('view_item_list', ['x'], 6, OTHER),
    ]);
    expect(lists).toEqual([
      { listId: OTHER, model: 'related', time: 6, impressions: 1, clicks: 0, carts: 0, purchases: 0 },
      { listId: LIST, model: 'personal', time: 1, impressions: 4, clicks: 1, carts: 1, purchases: 0 },
    ]);
    expect(models.map(({ model, hitRate }) => [model, hitRate])).toEqual([
      ['personal', 1],
      ['related', 0],
    ]);
  });

  it('attributes a cart and a purchase without a list to the last click on the item, for seven days', () => {
    const events = [
      event('select_item', ['a'], 1, LIST),
      event('select_item', ['a'], 2, OTHER),
      event('add_to_cart', ['a'], DAY),
      event('purchase', ['a', 'b'], 7 * DAY),
      event('purchase', ['a'], 8 * DAY),
    ];
    const { lists } = measured(events);
    expect(lists.find(({ listId }) => listId === OTHER)).toMatchObject({ clicks: 1, carts: 1, purchases: 1 });
    expect(lists.find(({ listId }) => listId === LIST)).toMatchObject({ clicks: 1, carts: 0, purchases: 0 });
    expect(measured([events[1], events[4]]).lists[0].purchases).toBe(0);
  });

  it('counts neither a forgotten click, nor events attributed to it', () => {
    const click = event('select_item', ['a'], 1, LIST);
    const later = event('purchase', ['a'], 2);
    expect(measured([click, later]).lists).toHaveLength(1);
    expect(measured([later])).toMatchObject({ lists: [], exposure: { impressions: 0 }, models: [], arms: [], interleavings: [] });
  });
});
