import { expect, it } from 'vitest';
import { type CurrentProfile, currentCalls } from '../../../src/client/profiles/current-calls.js';
import type { ProfileShelf } from '../../../src/types/shelf.js';

/** A profile whose calls answer with its name, when they are told to. */
function profileOf(name: string): { shelf: ProfileShelf; made: string[]; answer(): void } {
  const made: string[] = [];
  let answer = (): void => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const call = (what: string) => async (): Promise<string> => {
    made.push(what);
    await asked;
    return `${what} of ${name}`;
  };
  return { shelf: { recommend: call('list'), track: call('track') } as unknown as ProfileShelf, made, answer: () => answer() };
}

it('a list that is asked for in one profile and answered in the next is asked for again; an event is not recorded again', async () => {
  const [anna, berta] = [profileOf('Anna'), profileOf('Berta')];
  const now = { turn: 0, current: anna.shelf as ProfileShelf | undefined, opening: Promise.resolve(berta.shelf) };
  const calls = currentCalls(now as CurrentProfile, (shelf) => shelf, anna.shelf);
  const asked = [calls.recommend(), calls.track()];
  // Passed on at once.
  expect(anna.made).toEqual(['list', 'track']);
  now.turn++;
  now.current = undefined;
  anna.answer();
  berta.answer();
  expect(await Promise.all(asked)).toEqual(['list of Berta', 'track of Anna']);
  expect(berta.made).toEqual(['list']);
});

it('a call that is made while the next profile is being opened waits for it', async () => {
  const berta = profileOf('Berta');
  berta.answer();
  let open = (_shelf: ProfileShelf): void => {};
  const opening = new Promise<ProfileShelf>((resolve) => {
    open = resolve;
  });
  const calls = currentCalls({ turn: 1, current: undefined, opening }, (shelf) => shelf, berta.shelf);
  const asked = calls.track();
  expect(berta.made).toEqual([]);
  open(berta.shelf);
  expect(await asked).toBe('track of Berta');
});
