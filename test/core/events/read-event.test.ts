import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { readEvent, readEvents } from '../../../src/core/events/read-event.js';
import { addForeignMethods } from '../../fixtures/foreign-methods.js';
import { NO_EVENTS, viewEvent } from '../../fixtures/no-events.js';
import { viewOf } from '../../fixtures/test-store.js';

let undo = (): void => {};
afterEach(() => undo());

const ID = '01k00000000000000000000000';
describe('a record is', () => {
  it.each(NO_EVENTS)('no event if it is, or has, %s', (_what, record) => {
    expect(readEvent(ID, record)).toBeNull();
  });

  it.each([null, 7, '', 'a'.repeat(300), {}])('no event under the id %j', (id) => {
    expect(readEvent(id, viewEvent)).toBeNull();
  });

  it('an event if it has the form of track(), without other fields', () => {
    const record = JSON.parse(JSON.stringify({ ...viewEvent, coupon: 'X' }).replace('{', '{"__proto__":{"kind":"hide"},'));
    expect(readEvent(ID, record)).toEqual({ event: { ...viewEvent, id: ID }, later: false });
    expect(readEvent(ID, { ...viewEvent, time: 0 })?.later).toBe(false);
  });

  it('of a later version if its name is unknown: then it is unchanged', () => {
    const record = { ...viewEvent, name: 'watch_video', seconds: 12 };
    expect(readEvent(ID, record)).toEqual({ event: { ...record, id: ID }, later: true });
  });

  it('read the same if the page has added methods to every prototype', () => {
    undo = addForeignMethods();
    const read = readEvent(ID, viewEvent);
    undo();
    expect(read).toEqual({ event: { ...viewEvent, id: ID }, later: false });
  });

  it('read without an error, for any value', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (id, record) => void readEvent(id, record)),
      { numRuns: 2000, seed: 1 },
    );
  });
});

it('a list of events is read without invalid, later-version and repeated ones', () => {
  const [first, second] = [viewOf('a'), viewOf('b')];
  const later = { ...viewOf('c'), name: 'watch_video' };
  expect(readEvents([first, null, later, { ...second, time: 1e300 }, second, { ...first, time: 2 }])).toEqual([first, second]);
  for (const list of [null, undefined, 'text', {}, { length: 3 }]) expect(readEvents(list)).toEqual([]);
});
