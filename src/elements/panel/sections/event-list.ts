import { makeElement } from '../../markup/make-element.js';
import { createFold } from './create-fold.js';
import type { KnownEvents, SectionView } from './section-view.js';

/** Maximum number of events in a list; of others only the number is told. */
const SHOWN = 20;

/**
 * The events that something rests on, in a part that folds: each with its product's title, its time and a button that forgets it.
 *
 * @param view of the section
 * @param key unique in the panel
 * @param ids of the events
 * @param known all there are
 */
export function eventList(view: SectionView, key: string, ids: readonly string[], { events, aside }: KnownEvents): HTMLElement {
  const { say, text } = view;
  const fill = async (): Promise<Node[]> => {
    const forgettable = new Set(events.map(({ id }) => id));
    const buttonOf = (eventId: string) => (forgettable.has(eventId) ? view.forgetButton(text('forget'), () => ({ eventId })) : null);
    const wanted = new Set(ids);
    const found = [...events, ...(aside?.events ?? [])].filter(({ id }) => wanted.has(id)).reverse();
    const shown = found.slice(0, SHOWN);
    const titleOf = await view.titlesOf(shown.flatMap(({ items }) => items.slice(0, 1).map(({ item_id: id }) => id)));
    const rows = shown.map((event) => view.rowOf(event, titleOf, buttonOf));
    const list = makeElement('ul', { role: 'list' }, ...rows);
    const rest = ids.length - shown.length;
    return rest > 0 ? [list, makeElement('p', {}, say('further', { count: rest }))] : [list];
  };
  return createFold(view, key, say('evidence', { count: ids.length }), fill).element;
}
