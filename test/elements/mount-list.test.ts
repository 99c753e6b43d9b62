import { expect, it } from 'vitest';
import { mountList } from '../../src/elements/mount-list.js';
import type { Answer, Shelf } from '../../src/index.js';

/** A list element as far as it is read while there is nothing to put into it. */
const element = {
  nodeType: 1,
  children: [],
  getAttribute: () => null,
  getAttributeNames: () => [],
  querySelectorAll: () => [element],
} as unknown as HTMLElement;

/** A shelf whose pack never comes: it tells when it is told to. */
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
      return { items: [], servedBy: { model: 'fallback' } } as unknown as Answer;
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

it('a list that the shelf has nothing for is asked for again when the shelf tells of a change, once at a time', async () => {
  const { shelf, counts, tell } = shelfWithoutPack();
  await mountList(element, shelf);
  expect(counts.asked).toBe(1);
  for (let times = 0; times < 10; times++) tell();
  await settled();
  expect(counts).toEqual({ asked: 3, atOnce: 0, most: 1 });
});

it('a list that was taken out of the page is not asked for any more', async () => {
  const { shelf, counts, listeners, tell } = shelfWithoutPack();
  const unmount = await mountList(element, shelf);
  tell();
  unmount();
  tell();
  await settled();
  expect([counts.asked, listeners.size]).toEqual([2, 0]);
});

it('a shelf that cannot answer is asked again too', async () => {
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
});
