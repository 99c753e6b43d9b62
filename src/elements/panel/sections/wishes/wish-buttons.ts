import { append, listen, setAttribute } from '../../../../core/page/page-nodes.js';
import { cleanText } from '../../../../core/text/clean-text.js';
import type { ShelfEvent } from '../../../../types/event.js';
import type { TasteWish } from '../../../../types/results/taste-wish.js';
import type { ShownTaste } from '../../../../types/results/tastes.js';
import { makeElement } from '../../../markup/make-element.js';
import type { SectionView } from '../section-view.js';

const WISHES: readonly TasteWish[] = ['more', 'less', 'none'];

/** A taste, and what the shopper asked for of it. */
type WishedTaste = Pick<ShownTaste, 'kind' | 'name' | 'wish' | 'events'>;

/**
 * Buttons that ask for more or less of a taste, or for none; where something is asked for, also one that takes it back.
 *
 * @param view of the section
 * @param taste to ask about
 * @param aside events that are set aside: what was asked there ends with them, and cannot be forgotten before
 */
export function wishButtons(view: SectionView, taste: WishedTaste, aside: readonly ShelfEvent[] = []): HTMLElement {
  const { say } = view;
  const shown = cleanText(taste.name);
  const buttons = WISHES.map((wish) => {
    const words = say(`wish-${wish}`);
    const button = makeElement(
      'button',
      { type: 'button', 'aria-pressed': String(taste.wish === wish), 'aria-label': `${words}: ${shown}` },
      words,
    );
    const act = () => view.shelf.profile.edit({ [taste.kind]: taste.name }, wish);
    listen(button, 'click', () => void view.change(act, () => say('wish-noted', { wish: words, name: shown }), button));
    return button;
  });
  const group = makeElement('div', { role: 'group', 'data-onshelf-choices': '' }, ...buttons);
  setAttribute(group, 'aria-label', shown);
  if (taste.wish === undefined) return group;
  const isAside = aside.some(({ id }) => id === taste.events.at(-1));
  append(group, isAside ? say('wish-aside') : view.forgetButton(say('wish-undo'), () => isWishAbout(taste), shown));
  return group;
}

/**
 * Chooses all that was ever asked for of a taste. If only the latest were forgotten, an earlier one would count again.
 *
 * @param taste its kind and name
 */
export const isWishAbout =
  ({ kind, name }: Pick<ShownTaste, 'kind' | 'name'>) =>
  (event: Pick<ShelfEvent, 'name' | 'taste_kind' | 'taste_name'>): boolean =>
    event.name === 'taste' && event.taste_kind === kind && event.taste_name === name;

/**
 * The tastes to show: the first ones, and of the others those of which something was asked for. What was asked for can always be taken back.
 *
 * @param tastes of a kind
 * @param most how many are shown without that
 */
export const shownTastes = <Taste extends Pick<ShownTaste, 'wish'>>(tastes: readonly Taste[], most: number): Taste[] =>
  tastes.filter(({ wish }, place) => place < most || wish !== undefined);
