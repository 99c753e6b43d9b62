import { DEFAULT_COUNT } from '../core/default-count.js';
import { attribute, contains, find } from '../core/page/page-nodes.js';
import { warnOnce } from '../core/text/warn-once.js';
import type { Answer, RecommendedItem } from '../types/answer.js';
import type { NoteCode } from '../types/note.js';
import type { Shelf } from '../types/shelf.js';
import { fillSlot, type ListSlot, listSlot, restoreSlot } from './list-slot.js';
import { inTurn, type PageList, takeIds, takenCount, takenIds } from './page-lists.js';
import { questionOf } from './question-of.js';
import { defaultTemplate, renderCard } from './render-card.js';
import type { ListQuestion } from './request/list-question.js';
import { type CardPlace, type ShownCards, showCards } from './show-cards.js';
import { strongestReason } from './strongest-reason.js';
import { textsIn, textsOf } from './texts/element-texts.js';
import { itemTitles } from './texts/item-titles.js';
import { languageOf } from './texts/language-of.js';
import { LIST_TEXTS } from './texts/list-texts.js';

/** A list on the page. */
export interface RenderedList extends ShownCards {
  /** Whether it was made before the whole pack was there, so that a better one may follow. */
  early: boolean;
  /** What is on its cards. */
  readonly content: string;
  readonly slot: ListSlot;
  readonly question: ListQuestion;
}

/** A list to render. */
export interface RenderParts {
  /** With the attributes, and the shop's `<template>` of a card. */
  readonly element: HTMLElement;
  readonly shelf: Shelf;
  /** The list's entry among those of the page. */
  readonly entry: PageList;
  /** Shows a sentence to screen readers. */
  readonly say: (sentence: string) => void;
  /** Whether the list is no longer wanted; then nothing changes. */
  readonly isOver: () => boolean;
  /** The list on the page; null: the shop's own content. */
  readonly before: RenderedList | null;
  /** Waits until no card has the focus, or the list is over. */
  readonly untilCalm: (place: HTMLElement) => Promise<void>;
}

/**
 * Fills `<onshelf-list>` with cards. The shop's own content stays if there is no list, and is shown again if there is none any more. Records
 * impressions, clicks and dismissals as events of the list.
 *
 * @returns the list on the page; null if that is the shop's own content
 */
export async function renderList(parts: RenderParts): Promise<RenderedList | null> {
  const { element, shelf, entry, isOver, before } = parts;
  const slot = listSlot(element);
  const asking = questionOf(element, shelf);
  const found = await inTurn(asking, async (turn) => choose(await asking, parts, (usual) => cardCount(element, slot, usual), turn));
  if (isOver()) return before;
  // For every group alike: what is loaded must not tell which one the shopper is of.
  const reporting = found?.answer.trace.placement && (await import('./report-shop-order.js'));
  const report = (): void => void (found && reporting?.reportShopOrder(shelf, entry, slot, found.answer));
  if (isOver()) return before;
  if (!found || found.items.length === 0) {
    // An early list is better than none while the pack is on its way.
    if (found?.failed && before?.early) return before;
    if (before !== null) await takeAway(parts, before);
    if (isOver()) return before;
    report();
    return null;
  }
  report();
  const { question, answer, items } = found;

  const language = languageOf(element);
  const texts = await textsIn(
    element,
    language,
    LIST_TEXTS,
    async () => (await import('./texts/languages/list-translations.js')).LIST_TRANSLATIONS,
  );
  const text = textsOf(element, texts);
  if (slot.parts !== null && slot.parts !== 1)
    warnOnce(
      'template',
      'bad-argument',
      `the <template> of an <onshelf-list> has ${slot.parts ? 'several elements: the first one is the card' : 'no element, so its cards are plain'}.`,
    );
  const template = slot.template ?? defaultTemplate();
  const hasReason = find(template, '[data-slot="reason"]') !== null;
  const pictures = attribute(element, 'pictures');
  const show = pictures === null ? undefined : (await import('./pictures/show-pictures.js')).showPictures(element, shelf);
  const placeOf = async (places: readonly RecommendedItem[]): Promise<CardPlace[]> => {
    const titles = hasReason ? await itemTitles(shelf, places.flatMap(namedItem)) : new Map<string, string>();
    return places.map((place) => {
      const words = { reason: strongestReason(place, titles, text), dismiss: text('dismiss') };
      return { place, words, card: () => renderCard(template, place, words, language || navigator.language, show) };
    });
  };
  const places = await placeOf(items);
  const early = answer.trace.notes.some(({ code }) => /-loading$/.test(code));
  const content = JSON.stringify([language, pictures, places.map(({ place, words }) => [place.item, words])]);
  if (before?.content === content && isWhole(before, slot)) {
    before.early = early;
    return Object.assign(before, { question });
  }
  const cards = places.map(({ card }) => card());
  await parts.untilCalm(before?.slot.place ?? slot.place);
  if (isOver()) return before;
  before?.stop();
  const focused = before?.focusedCard() ?? -1;
  const stray = before !== null && before.slot.place !== slot.place;
  if (stray) restoreSlot(element, before.slot.place, before.cards());
  fillSlot(element, slot.place, cards, stray ? [] : (before?.cards() ?? []));
  const { place } = slot;
  const { recommendationId } = answer;
  const next = (there: readonly string[]): Promise<CardPlace | undefined> => nextPlace(question, parts, there, placeOf);
  const shown = showCards({ shelf, entry, say: parts.say, place, recommendationId, items, cards, text, next });
  if (focused >= 0) shown.focusCard(focused);
  return { ...shown, early, content, slot, question };
}

/** Whether the cards are where they were put, and made of the same template. */
export function isWhole({ slot, cards }: RenderedList, now: ListSlot): boolean {
  return slot.place === now.place && slot.template === now.template && cards().every((card) => contains(now.place, card));
}

/**
 * Maximum number of cards: as many as the element asks for, and no more than the shop's own items.
 *
 * @param usual where it asks for no number
 */
export function cardCount(element: HTMLElement, { fallback }: ListSlot, usual = DEFAULT_COUNT): number {
  const count = Math.floor(Number(attribute(element, 'count')));
  return Math.min(count > 0 ? count : usual, fallback || Number.POSITIVE_INFINITY);
}

/** Notes about what the shop has written: a rule that is ignored, an item that is not in the pack. A call that fails is reported by the shelf. */
const MISTAKES: readonly string[] = [
  'bad-argument',
  'not-applicable',
  'pack-lacks',
  'too-many',
  'unknown-item',
  'unknown-name',
] satisfies NoteCode[];

function tellNotes({ servedBy, trace }: Answer): void {
  if (servedBy.model === 'fallback') return;
  for (const { code, message } of trace.notes) if (MISTAKES.includes(code)) warnOnce(`list ${message}`, code, message);
}

/** The items that no other list of the page shows. */
async function choose(
  question: ListQuestion | null,
  { entry, isOver }: RenderParts,
  countOf: (usual?: number) => number,
  turn: Promise<unknown>,
): Promise<{ question: ListQuestion; answer: Answer; items: readonly RecommendedItem[]; failed: boolean } | null> {
  let count = countOf();
  entry.count = count;
  entry.why = 'the page does not tell what the list is about, or an attribute is unknown: see the console';
  if (question === null) return null;
  let most = count + takenCount(entry);
  for (;;) {
    const answer = await question.ask(most);
    tellNotes(answer);
    const { placement } = answer.trace;
    entry.count = count = countOf(placement?.count);
    entry.free = placement?.repeats === true;
    await turn;
    const taken = takenIds(entry);
    const items = answer.items.filter(({ id }) => !taken.has(id)).slice(0, count);
    const { servedBy, trace } = answer;
    const failed = servedBy.model === 'fallback';
    entry.why = [
      answer.items.length === 0 ? `no items (${servedBy.model})` : servedBy.model,
      ...trace.notes.map((note) => note.message),
    ].join('; ');
    // A list that has come meanwhile took more than it was expected to.
    if (failed || items.length === count || answer.items.length < most || most >= count + taken.size) {
      if (!failed && !isOver())
        takeIds(
          entry,
          items.map(({ id }) => id),
        );
      return { question, answer, items: failed ? [] : items, failed };
    }
    most = count + taken.size;
  }
}

async function takeAway({ element, entry, untilCalm, isOver }: RenderParts, before: RenderedList): Promise<void> {
  await untilCalm(before.slot.place);
  if (isOver()) return;
  before.stop();
  restoreSlot(element, before.slot.place, before.cards());
  entry.ids = [];
}

/** The best item that is on none of the page's lists. */
async function nextPlace(
  question: ListQuestion,
  { entry }: RenderParts,
  there: readonly string[],
  placeOf: (places: readonly RecommendedItem[]) => Promise<CardPlace[]>,
): Promise<CardPlace | undefined> {
  const out = new Set([...takenIds(entry, true), ...there]);
  const { items, servedBy } = await question.ask(out.size + 1);
  const next = servedBy.model === 'fallback' ? undefined : items.find(({ id }) => !out.has(id));
  return next && (await placeOf([next]))[0];
}

/** The item that the words of a place may name. */
const namedItem = ({ id, reasons }: RecommendedItem): string[] =>
  reasons.flatMap((reason) => (reason.kind === 'event' && reason.itemId !== id ? [reason.itemId] : []));
