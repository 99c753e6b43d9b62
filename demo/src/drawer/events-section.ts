import type { ShelfEvent } from 'onshelf';
import { button, element } from '../parts/element.js';
import { countOf } from '../parts/format-price.js';
import { eventPhrase, productTitle } from '../parts/reason-text.js';
import type { Shop } from '../shop/shop.js';
import type { DrawerSection } from './drawer-section.js';

/** Maximum number of entries shown. */
const SHOWN = 100;
const KINDS = { more: 'more like it', less: 'less like it', hide: 'never show it', own: 'you own it' } as const;
const PLACES = {
  stored: 'stored in this browser',
  memory: 'in memory until you close the page',
  aside: 'set aside until you close the tab',
  none: 'not kept',
} as const;

/** The recorded events, latest first, each with a button to forget it. */
export function eventsSection(shop: Shop): DrawerSection {
  const caption = element('p', { class: 'caption' });
  const list = element('ol', { class: 'events', tabindex: '-1', 'aria-label': 'What you did, latest first' });
  const section = element('section', {}, element('h3', {}, 'What you did here'), caption, list);
  return {
    element: section,
    update: async () => {
      const { events, mode } = await shop.shelf.profile.inspect();
      caption.textContent =
        events.length === 0 ? 'Nothing yet.' : `${countOf(events.length, 'entry', 'entries')}, ${PLACES[mode]}. Latest first.`;
      const focused = list.contains(document.activeElement);
      list.replaceChildren(
        ...events
          .slice(-SHOWN)
          .reverse()
          .map((event) => row(shop, event)),
      );
      if (events.length > SHOWN) list.append(element('li', { class: 'caption' }, `and ${events.length - SHOWN} earlier`));
      // The button that was pressed is gone with its entry.
      if (focused) (list.querySelector('button') ?? list).focus();
    },
  };
}

function row(shop: Shop, event: ShelfEvent): HTMLElement {
  const what = event.search_term ?? event.items.map(({ item_id }) => productTitle(item_id, shop.catalog)).join(', ');
  const [before, after] = eventPhrase(event.name);
  const said = event.kind === undefined ? '' : `: ${KINDS[event.kind]}`;
  const time = new Date(event.time);
  const when = time.toLocaleString(navigator.language, { dateStyle: 'medium', timeStyle: 'short' });
  const forget = button(
    'Forget',
    { class: 'link', 'data-testid': 'forget-event', 'aria-label': `Forget: ${before} ${what} ${after}` },
    () => {
      void shop.shelf.profile.forget({ eventId: event.id }).then(({ done, message }) => {
        if (!done) forget.textContent = `Try again: ${message}`;
      });
    },
  );
  return element(
    'li',
    { class: 'event', 'data-testid': 'event-row', 'data-event-name': event.name },
    element('span', {}, `${before} `, element('strong', {}, what), ` ${after}`.trimEnd(), said),
    element('time', { datetime: time.toISOString() }, when),
    forget,
  );
}
