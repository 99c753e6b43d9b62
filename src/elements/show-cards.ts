import {
  attribute,
  childrenOf,
  closest,
  contains,
  find,
  focus,
  isConnected,
  listen,
  nextElement,
  previousElement,
  remove,
  replaceWith,
  unlisten,
} from '../core/page/page-nodes.js';
import { activeElement } from '../core/page/platform.js';
import type { RecommendedItem } from '../types/answer.js';
import type { Shelf } from '../types/shelf.js';
import { followLink } from './follow-link.js';
import { markOwn } from './markup/own-nodes.js';
import { dropFromPage, type PageList } from './page-lists.js';
import type { CardTexts } from './render-card.js';
import type { ListTextOf } from './texts/list-texts.js';
import { watchImpressions } from './watch-impressions.js';

const CARD = '[data-onshelf-card]';

/** A place of a list, and its card. */
export interface CardPlace {
  readonly place: RecommendedItem;
  readonly words: CardTexts;
  readonly card: () => HTMLElement;
}

/** Cards that are on the page. */
export interface ShownCards {
  /** In their order. */
  cards(): readonly HTMLElement[];
  /** The ids of their items. */
  ids(): readonly string[];
  /** The place of the card with the focus; -1 if none has it. */
  focusedCard(): number;
  /** Focuses the link of the card at a place, or of the last one. */
  focusCard(place: number): void;
  /** Takes an item off the list; the next best one takes its place. */
  drop(id: string): Promise<void>;
  /** Stops recording what happens to the cards. */
  stop(): void;
}

/** What cards need to be used. */
interface CardParts {
  readonly shelf: Shelf;
  /** The list's entry among those of the page. */
  readonly entry: PageList;
  /** Shows a sentence to screen readers. */
  readonly say: (sentence: string) => void;
  /** The element with the cards. */
  readonly place: HTMLElement;
  /** Of the answer. */
  readonly recommendationId: string;
  readonly items: readonly RecommendedItem[];
  /** In the page, in the order of the items. */
  readonly cards: readonly HTMLElement[];
  readonly text: ListTextOf;
  /** The best item that is not among those there. */
  readonly next: (there: readonly string[]) => Promise<CardPlace | undefined>;
}

const idOf = (node: EventTarget | null): string | undefined => {
  const card = closest(node, CARD);
  return (card && attribute(card, 'data-onshelf-card')) ?? undefined;
};

/** Records what the shopper does with cards, and does it. */
export function showCards({ shelf, entry, say, place, recommendationId, items, cards, text, next }: CardParts): ShownCards {
  let shown: readonly HTMLElement[] = cards;
  const ids = (): readonly string[] => shown.flatMap((one) => idOf(one) ?? []);
  const titles = new Map(items.map(({ id, item }) => [id, item.title]));
  const record = (name: 'view_item_list' | 'select_item', seen: readonly string[]): void =>
    void shelf.track(name, {
      // A replacement of a dismissed item has index -1, which the recorder drops.
      items: seen.map((id) => ({ item_id: id, index: items.findIndex((one) => one.id === id) })),
      item_list_id: recommendationId,
    });
  const impressions = watchImpressions((seen) =>
    record(
      'view_item_list',
      seen.flatMap((card) => idOf(card) ?? []),
    ),
  );

  const replace = async (id: string): Promise<void> => {
    const card = shown.find((one) => idOf(one) === id);
    if (card === undefined) return;
    const fresh = await next(ids());
    // Meanwhile another list may have come.
    if (!isConnected(card)) return;
    const made = fresh?.card() ?? null;
    if (fresh) titles.set(fresh.place.id, fresh.place.item.title);
    const neighbour = made ?? shownBeside(nextElement(card)) ?? shownBeside(previousElement(card));
    const focused = contains(card, activeElement());
    if (made === null) remove(card);
    else {
      markOwn(made);
      replaceWith(card, made);
      impressions.watch(made);
    }
    shown = shown.flatMap((one) => (one !== card ? one : (made ?? [])));
    entry.ids = ids();
    const goingTo = focused && neighbour ? (find(neighbour, '[data-slot="dismiss"]') ?? find(neighbour, 'a')) : null;
    if (goingTo !== null) focus(goingTo);
  };
  const shownBeside = (node: HTMLElement | null): HTMLElement | null => (node && shown.includes(node) ? node : null);

  let turn = Promise.resolve();
  // One after another: each looks for an item that is not shown yet.
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    // One that fails leaves its card as it is; the next one is tried.
    turn = turn.then(step).catch(() => {});
    return turn;
  };
  const dismiss = async (id: string): Promise<void> => {
    // Clicked twice, or removed meanwhile.
    if (!shown.some((card) => idOf(card) === id) || going.has(id)) return;
    going.add(id);
    const title = titles.get(id) ?? id;
    const { kept } = await shelf.feedback(id, 'hide');
    await dropFromPage(id).finally(() => going.delete(id));
    say(text(kept === 'no' ? 'removed' : 'dismissed', { item: title }));
  };
  const going = new Set<string>();
  const clicked = (event: Event): void => {
    const { target, button } = event as MouseEvent;
    const id = idOf(target);
    if (id === undefined) return;
    if (closest(target, '[data-slot="dismiss"]') !== null) {
      // A card that could not leave stays, and can be dismissed again; no sentence says that it left.
      if (!button) void dismiss(id).catch(() => {});
    } else {
      const link = closest(target, 'a[href]');
      // The right button opens a menu, not the product.
      if (link === null || button > 1) return;
      record('select_item', [id]);
      followLink(event as MouseEvent, link, id);
    }
  };
  for (const type of ['click', 'auxclick']) listen(place, type, clicked);
  for (const card of cards) impressions.watch(card);

  return {
    cards: () => shown,
    ids,
    focusedCard: () => shown.findIndex((card) => contains(card, activeElement())),
    focusCard: (at) => {
      const card = childrenOf(place).filter((child) => shown.includes(child as HTMLElement))[Math.min(at, shown.length - 1)];
      const link = card && (find(card, 'a') ?? find(card, 'button'));
      if (link) focus(link);
    },
    drop: (id) => inTurn(() => replace(id)),
    stop: () => {
      impressions.stop();
      for (const type of ['click', 'auxclick']) unlisten(place, type, clicked);
    },
  };
}
