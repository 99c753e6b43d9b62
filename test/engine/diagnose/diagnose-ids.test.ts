import { describe, expect, it } from 'vitest';
import { createListId } from '../../../src/core/events/list-id.js';
import { diagnoseIds } from '../../../src/engine/diagnose/diagnose-ids.js';
import { event, NOW, pack } from '../list-fixture.js';

describe('the ids of a history, compared with the pack', () => {
  it('are counted, and unknown ones come with the number of their events and the nearest id', () => {
    const events = [
      event('view_item', 'tent-1'),
      event('view_item', 'gla_tent-2'),
      event('add_to_cart', 'gla_tent-2'),
      event('view_item', 'sofa'),
    ];
    expect(diagnoseIds(pack, events)).toEqual({
      heard: 3,
      known: 1,
      unknown: [
        { id: 'gla_tent-2', events: 2, nearest: 'tent-2' },
        { id: 'sofa', events: 1, nearest: null },
      ],
      examples: [0, 1, 2].map((third) => pack.idOf(Math.floor((third * pack.items) / 3))),
    });
  });

  it('are those of pages, not those that lists of ours showed', () => {
    const shown = { ...event('view_item_list', 'tent-1'), item_list_id: createListId(NOW, 'personal') };
    const own = { ...event('view_item_list', 'tent-2'), item_list_id: 'related products' };
    expect(diagnoseIds(pack, [shown, own, event('view_item', 'sofa')])).toMatchObject({ heard: 2, known: 1 });
  });

  it('are nothing without a history, and at most twenty unknown ones are named', () => {
    expect(diagnoseIds(pack, [])).toEqual({ heard: 0, known: 0, unknown: [], examples: [] });
    const many = Array.from({ length: 30 }, (_, index) => event('view_item', `other-${index}`));
    const { heard, unknown } = diagnoseIds(pack, many);
    expect([heard, unknown.length]).toEqual([30, 20]);
  });
});
