import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type ShelfWatcher, watchShelf } from '../../src/elements/watch-shelf.js';
import type { Shelf } from '../../src/index.js';
import type { ShelfEvent } from '../../src/types/event.js';

beforeAll(() => void Object.assign(globalThis, { addEventListener: () => {}, removeEventListener: () => {} }));

/** What a list was told. */
const told = { changed: 0, outdated: 0, hidden: [] as string[] };
beforeEach(() => void Object.assign(told, { changed: 0, outdated: 0, hidden: [] }));
const watcher: ShelfWatcher = {
  changed: () => void told.changed++,
  outdated: () => void told.outdated++,
  hidden: (ids) => void told.hidden.push(...ids),
  recorded: () => {},
};

const event = (id: string, name = 'view_item', kind?: string): ShelfEvent =>
  ({ id, name, kind, time: 1, items: [] }) as unknown as ShelfEvent;

/** A shelf whose profile the test sets. */
function openShelf() {
  const listeners = new Set<() => void>();
  let readings = 0;
  const profile = { consent: 'granted', paused: false, events: [event('1')], hidden: [] as string[] };
  const shelf = {
    consent: { state: 'granted' },
    profile: {
      inspect: async () => {
        readings++;
        return structuredClone(profile);
      },
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  } as unknown as Shelf;
  /** Changes the profile, and resolves when that was read. */
  const change = async (to: Partial<typeof profile> = {}): Promise<void> => {
    Object.assign(profile, to);
    const before = readings;
    for (const listener of listeners) listener();
    await vi.waitFor(() => expect(readings).toBeGreaterThan(before));
    await Promise.resolve();
  };
  return { shelf, change, listeners, readings: () => readings };
}

it('what is recorded makes no list untrue', async () => {
  const { shelf, change } = openShelf();
  const stop = watchShelf(shelf, watcher);
  await change();
  await change({ events: [event('1'), event('2'), event('3', 'view_item_list')] });
  expect(told).toEqual({ changed: 2, outdated: 0, hidden: [] });
  stop();
});

it.each([
  ['consent', { consent: 'denied' }],
  ['a pause', { paused: true }],
  ['forgetting', { events: [event('2')] }],
  ['erasing', { events: [] }],
  ['feedback', { events: [event('1'), { ...event('2', 'feedback', 'more'), time: Date.now() + 1000 }] }],
])('%s does, also as the first thing that happens', async (what, to) => {
  const { shelf, change } = openShelf();
  const stop = watchShelf(shelf, watcher);
  // What is forgotten before the first reading is not known to have been there.
  if (what === 'forgetting' || what === 'erasing') await change();
  await change(to as object);
  await vi.waitFor(() => expect(told.outdated).toBe(1));
  stop();
});

it('a hidden item is named, and the rest of the list stays', async () => {
  const { shelf, change } = openShelf();
  const stop = watchShelf(shelf, watcher);
  await change({ events: [event('1'), event('2', 'feedback', 'hide')], hidden: ['a'] });
  await vi.waitFor(() => expect(told.hidden).toEqual(['a']));
  expect(told.outdated).toBe(0);
  stop();
});

it('all lists of a page share one subscription, which ends with the last of them', async () => {
  const { shelf, change, listeners, readings } = openShelf();
  const stops = [watchShelf(shelf, watcher), watchShelf(shelf, { ...watcher })];
  expect(listeners.size).toBe(1);
  await change();
  expect([told.changed, readings()]).toEqual([2, 1]);
  stops[0]();
  expect(listeners.size).toBe(1);
  stops[1]();
  expect(listeners.size).toBe(0);
});
