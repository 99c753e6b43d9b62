import { describe, expect, it } from 'vitest';
import { DEFAULT_ENCODER } from '../../../src/core/events/default-encoder.js';
import { EVENT_NAMES, EVENT_TABLE } from '../../../src/core/events/event-table.js';
import { isEventName, validateEvent } from '../../../src/core/events/validate-event.js';
import { pageEvent, WITHOUT_ITEMS } from '../../../src/record/adapters/fields/page-fields.js';
import { RETENTION } from '../../../src/store/log/retention.js';
import { TRAINED_EVENTS } from '../../../src/train/log/events/event-rules.js';

const items = [{ item_id: 'tent-1' }];
const taste = { taste_kind: 'brand', taste_name: 'Fell', wish: 'less' };
const all = { items, search_term: 'tents', transaction_id: 'order-1', value: 4, kind: 'more', item_list_id: 'list-1', ...taste };

describe('the table of events', () => {
  it.each(EVENT_NAMES)('describes %s as the page records it', (name) => {
    const { needsItems, fields } = EVENT_TABLE[name];
    expect(isEventName(name)).toBe(true);
    expect(validateEvent(name, { ...all, items: [] }, 0) === 'no items').toBe(needsItems);
    expect(WITHOUT_ITEMS.includes(name)).toBe(!needsItems);
    expect(pageEvent(name, { items: [] }) === null).toBe(needsItems);
    const event = validateEvent(name, all, 0);
    // Texts are kept with any event; a number and a kind only if they have a meaning.
    expect('value' in Object(event)).toBe(fields.includes('value'));
    expect('kind' in Object(event)).toBe(fields.includes('kind'));
    for (const field of fields) expect(event).toHaveProperty(field, all[field]);
  });

  it('names nothing that the page does not record, and the page records nothing else', () => {
    for (const name of [...Object.keys(RETENTION).filter((key) => key !== 'all'), ...WITHOUT_ITEMS]) expect(EVENT_NAMES).toContain(name);
    expect(isEventName('page_view')).toBe(false);
  });

  it('has weights for training events and for feedback', () => {
    expect(Object.keys(DEFAULT_ENCODER.eventWeights)).toEqual([...TRAINED_EVENTS, 'dismiss', 'feedback']);
    expect(DEFAULT_ENCODER.eventWeights).toMatchObject({ view_item: 1, purchase: 5 });
  });
});
