import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { isWishAbout, shownTastes, wishButtons } from '../../../src/elements/panel/sections/wishes/wish-buttons.js';
import type { ShelfEvent } from '../../../src/index.js';
import type { ShownTaste } from '../../../src/types/results/tastes.js';
import { type TinyElement, tinyPage, tinyView } from './tools/section-of-panel.js';

beforeAll(() => void vi.stubGlobal('document', tinyPage));
afterAll(() => void vi.unstubAllGlobals());

const taste = (rest: Partial<ShownTaste> = {}): ShownTaste => ({
  kind: 'category',
  name: 'Tents',
  long: 0,
  short: 0,
  events: ['w'],
  ...rest,
});
const wished = (rest: Partial<ShelfEvent> = {}): ShelfEvent =>
  ({ id: 'w', name: 'taste', time: 1, items: [], taste_kind: 'category', taste_name: 'Tents', wish: 'none', ...rest }) as ShelfEvent;
const namesOf = (buttons: readonly TinyElement[]): string[] => buttons.map(({ words }) => words);

it('each wish is a button, and the one that counts is pressed', async () => {
  const edit = vi.fn(async (..._: unknown[]) => ({ done: true }));
  const { view, said } = tinyView({ profile: { edit } });
  const group = wishButtons(view, taste({ wish: 'less' }), []) as unknown as TinyElement;
  const buttons = group.all('button');
  expect(namesOf(buttons)).toEqual(['More', 'Less', 'Not interested', 'As it was']);
  expect(buttons.slice(0, 3).map(({ attributes }) => attributes['aria-pressed'])).toEqual(['false', 'true', 'false']);
  expect(buttons[2].attributes['aria-label']).toBe('Not interested: Tents');
  buttons[2].click();
  await vi.waitFor(() => expect(said).toEqual(['Noted. Not interested: Tents.']));
  expect(edit).toHaveBeenCalledExactlyOnceWith({ category: 'Tents' }, 'none');
});

it('what could not be asked for is not said to be noted', async () => {
  const { view, said } = tinyView({ profile: { edit: async () => ({ done: false, reason: 'paused' }) } });
  (wishButtons(view, taste(), []) as unknown as TinyElement).all('button')[0].click();
  await vi.waitFor(() => expect(said).toEqual(['paused']));
});

it('a wish is taken back with all earlier ones about the same thing, and no others', () => {
  const { view, forgotten } = tinyView({});
  const buttons = (wishButtons(view, taste({ wish: 'none' })) as unknown as TinyElement).all('button');
  buttons[3].click();
  const chooses = forgotten[0] as (event: ShelfEvent) => boolean;
  expect([wished(), wished({ id: 'earlier', wish: 'more' })].map(chooses)).toEqual([true, true]);
  expect(
    [wished({ taste_kind: 'brand' }), wished({ taste_name: 'Tents > Small' }), wished({ name: 'view_item' })].map(isWishAbout(taste())),
  ).toEqual([false, false, false]);
});

it('without a wish there is nothing to take back, and one that is set aside says when it ends', () => {
  const { view } = tinyView({});
  const [without, aside] = [wishButtons(view, taste()), wishButtons(view, taste({ wish: 'more', events: ['e', 'w'] }), [wished()])].map(
    (group) => group as unknown as TinyElement,
  );
  expect(namesOf(without.all('button'))).toEqual(['More', 'Less', 'Not interested']);
  expect(namesOf(aside.all('button'))).toEqual(['More', 'Less', 'Not interested']);
  expect(aside.words).toContain('Asked in this visit: it ends with it.');
});

it('a taste of which something was asked for is shown however little there is of it', () => {
  const tastes = [taste({ name: 'a' }), taste({ name: 'b' }), taste({ name: 'c' }), taste({ name: 'd', wish: 'none' })];
  expect(shownTastes(tastes, 2).map(({ name }) => name)).toEqual(['a', 'b', 'd']);
});
