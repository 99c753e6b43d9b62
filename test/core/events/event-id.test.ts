import { expect, it } from 'vitest';
import { createEventId } from '../../../src/core/events/event-id.js';

it('ids sort in the order in which they are made, by time and within a millisecond', () => {
  const times = [0, 1, 1, 31, 32, 1_700_000_000_000, ...Array<number>(100).fill(1_700_000_000_001), 2 ** 48];
  const ids = times.map(createEventId);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(times.length);
});

it('ids have 26 letters and digits, for any value of the clock', () => {
  for (const time of [-1, 0, 0.5, Date.now(), Date.UTC(9999, 0)]) expect(createEventId(time)).toMatch(/^[0-9a-v]{26}$/);
});
