import { setAttribute } from '../../core/page/page-nodes.js';
import { cleanText } from '../../core/text/clean-text.js';
import type { ShelfEvent } from '../../types/event.js';
import { makeElement } from '../markup/make-element.js';
import { isPanelText, type PanelTextOf } from './panel-texts.js';

/** An event to show. It may come from an imported file, so any field may be invalid. */
type ShownEvent = Partial<Record<keyof ShelfEvent, unknown>>;

/**
 * The row of an event: its text, its time, and the button that forgets it. An invalid event has a row too.
 *
 * @param event to show
 * @param titleOf the title of a product, or words for one without
 * @param text the panel's texts
 * @param language of the time, a BCP 47 tag or ''
 * @param buttonOf creates the button that forgets an event by its id; null: none
 */
export function panelRow(
  event: ShownEvent,
  titleOf: (id: string) => string,
  text: PanelTextOf,
  language: string,
  buttonOf: (eventId: string) => HTMLButtonElement | null,
): HTMLElement {
  const row = makeElement('li');
  const words = tryStep(() => eventText(event, titleOf, text)) || text('odd');
  row.append(makeElement('bdi', {}, words), ' ');
  const time = tryStep(() => timeOf(event.time, language));
  if (time) row.append(time, ' ');
  const id = tryStep(() => event.id);
  const button = typeof id === 'string' ? buttonOf(id) : null;
  if (button !== null) {
    setAttribute(button, 'aria-label', `${text('forget')}: ${words}`);
    row.append(button);
  }
  return row;
}

/**
 * What an event of a name does, in words, with an ellipsis for the product.
 *
 * @param name of the event
 * @param text the panel's texts
 */
export function kindText(name: string, text: PanelTextOf): string {
  const known = `event-${name}`;
  return isPanelText(known) ? text(known, { item: '…' }) : cleanText(name);
}

/** The result of a step; undefined if it throws. */
export function tryStep<Result>(step: () => Result): Result | undefined {
  try {
    return step();
  } catch {
    return undefined;
  }
}

function eventText(
  { name, items, search_term: term, taste_name: taste }: ShownEvent,
  titleOf: (id: string) => string,
  text: PanelTextOf,
): string {
  const touched: readonly { readonly item_id?: string }[] = Array.isArray(items) ? items : [];
  const id = touched[0]?.item_id;
  const title = id === undefined ? '' : titleOf(id);
  const item = cleanText(term) || cleanText(taste) || (touched.length > 1 ? `${title} + ${touched.length - 1}` : title);
  const known = `event-${name}`;
  return (isPanelText(known) ? text(known, { item }) : text('event-other', { name: cleanText(name), item })).trim();
}

function timeOf(time: unknown, language: string): HTMLElement | null {
  const moment = new Date(typeof time === 'number' ? time : Number.NaN);
  if (Number.isNaN(moment.getTime())) return null;
  return makeElement('time', { datetime: moment.toISOString(), dir: 'auto' }, moment.toLocaleString(language || undefined));
}
