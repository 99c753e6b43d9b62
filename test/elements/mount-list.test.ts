import { beforeAll, expect, it, vi } from 'vitest';
import { mountList } from '../../src/elements/mount-list.js';
import type { Answer, Shelf } from '../../src/index.js';

/** A list element reduced to the members that are read while there is nothing to show. */
const made = { style: {}, setAttribute: () => {}, append: () => {}, remove: () => {} };
const element = {
  nodeType: 1,
  children: [],
  childNodes: [],
  getAttribute: () => null,
  getAttributeNames: () => [],
  querySelectorAll: (selector: string) => (/^template|card/.test(selector) ? [] : [element]),
  closest: () => null,
  append: () => {},
} as unknown as HTMLElement;
beforeAll(() => {
  Object.assign(globalThis, { document: { createElement: () => made }, addEventListener: () => {}, removeEventListener: () => {} });
});

/** A shelf whose pack never loads: it notifies its listeners when the test asks. */
function shelfWithoutPack() {
  const listeners = new Set<() => void>();
  const counts = { asked: 0, atOnce: 0, most: 0 };
  const shelf = {
    recommend: async (): Promise<Answer> => {
      counts.asked++;
      counts.atOnce++;
      counts.most = Math.max(counts.most, counts.atOnce);
      await new Promise((resolve) => setTimeout(resolve, 5));
      counts.atOnce--;
      return { items: [], servedBy: { model: 'fallback' }, trace: { notes: [] } } as unknown as Answer;
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  } as unknown as Shelf;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return { shelf, counts, listeners, tell };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40));

it('a list without items is requested again when the shelf reports a change, one request at a time', async () => {
  const { shelf, counts, tell } = shelfWithoutPack();
  await mountList(element, shelf);
  expect(counts.asked).toBe(1);
  for (let times = 0; times < 10; times++) tell();
  await settled();
  expect(counts).toEqual({ asked: 3, atOnce: 0, most: 1 });
});

it('a list that was removed from the page is not requested any more', async () => {
  const { shelf, counts, listeners, tell } = shelfWithoutPack();
  const unmount = await mountList(element, shelf);
  tell();
  unmount();
  tell();
  await settled();
  expect([counts.asked, listeners.size]).toEqual([2, 0]);
});

it('a list is requested again also if the shelf cannot answer, which is reported once', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { shelf, counts, tell } = shelfWithoutPack();
  const failing = {
    ...shelf,
    recommend: async () => {
      counts.asked++;
      throw new Error('no');
    },
  } as unknown as Shelf;
  await mountList(element, failing);
  tell();
  await settled();
  expect(counts.asked).toBe(2);
  expect(warn.mock.calls.flat()).toEqual([expect.stringMatching(/a list cannot be filled: no \[worker-failed\]/)]);
  warn.mockRestore();
});
