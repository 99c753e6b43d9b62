import { describe, expect, it } from 'vitest';
import { parseTime } from '../../../src/train/feed/fields/feed-dates.js';
import { dateItems } from '../../../src/train/log/date-items.js';
import type { Interactions } from '../../../src/train/log/interactions.js';
import { itemOf } from '../feed/tools/item-of.js';

const DAY = 86_400_000;

/** A log of `[user, item, day]`, in order of user and day. */
function logOf(events: readonly (readonly [number, number, number])[]): Interactions {
  const users = Math.max(...events.map(([user]) => user)) + 1;
  const offsets = new Uint32Array(users + 1);
  for (const [user] of events) offsets[user + 1]++;
  for (let user = 0; user < users; user++) offsets[user + 1] += offsets[user];
  return {
    users,
    items: 3,
    offsets,
    itemRows: Uint32Array.from(events, ([, item]) => item),
    times: Float64Array.from(events, ([, , day]) => day * DAY + 5000),
    names: new Uint8Array(events.length),
    amounts: new Float32Array(events.length).fill(1),
    weights: new Float32Array(events.length).fill(1),
    orders: new Uint32Array(events.length),
  };
}

describe('the day on which an item is new', () => {
  const catalog = [{ id: 'old' }, { id: 'new' }, { id: 'touched by one' }];
  const log = logOf([
    [0, 0, 0],
    [0, 1, 100],
    [0, 1, 101],
    [0, 2, 100],
    [1, 0, 50],
    [1, 1, 103],
  ]);

  it('is that of the first event of its second shopper, unless it may be older than the log', () => {
    expect(dateItems(catalog, log).map(({ added }) => added)).toEqual([undefined, 103 * DAY, undefined]);
  });

  it('is the feed’s, for the items that it dates, and the log’s for the others', () => {
    const said = [{ id: 'old', added: 7 }, ...catalog.slice(1)];
    expect(dateItems(said, log).map(({ added }) => added)).toEqual([7, 103 * DAY, undefined]);
  });

  it('is read in the formats of feeds', () => {
    const day = Date.UTC(2026, 4, 1);
    for (const text of [
      '2026-05-01',
      '2026-05-01T00:00Z',
      '2026-05-01 00:00:00',
      '2026-05-01T02:00+0200',
      String(day),
      String(day / 1000),
    ]) {
      expect(parseTime(text), text).toBe(day);
    }
    for (const text of ['', 'soon', '12.50', '2026-13-01', '01/05/2026', '9999-01-01']) expect(parseTime(text), text).toBeUndefined();
  });

  it('is dropped and reported where it cannot be read', () => {
    const told: string[] = [];
    expect(itemOf({ added: 'yesterday', price: '1' }, (reason) => told.push(reason)).added).toBeUndefined();
    expect(told.join()).toContain('date unreadable');
  });
});
