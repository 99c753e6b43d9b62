import type { ShelfEvent } from '../types/event.js';
import type { Shelf } from '../types/shelf.js';
import { type TextName, type TextOf, textsOf } from './element-texts.js';
import { makeElement } from './make-element.js';
import { saveFile } from './save-file.js';

/** Events shown by name; of those before them only the number. */
const SHOWN = 20;
/** Items looked at whose titles can be named. */
const NAMED = 100;

/**
 * Fills `<onshelf-panel>`: what is known about the shopper, and the shopper's power over it. Bare elements without any style: it
 * looks like the shop.
 *
 * @param element whose content is replaced
 * @param shelf that is told of
 * @returns puts back what was there
 */
export async function mountPanel(element: HTMLElement, shelf: Shelf): Promise<() => void> {
  const text = textsOf(element);
  const before = [...element.childNodes];
  const heading = makeElement('h2', { tabindex: '-1' }, text('heading'));
  const state = makeElement('p');
  const known = makeElement('h3');
  const list = makeElement('ul', { role: 'list' });
  const earlier = makeElement('p');
  const said = makeElement('p', { role: 'status' });

  const button = (name: TextName, act: () => Promise<TextName | null>): HTMLButtonElement => {
    const made = makeElement('button', { type: 'button' }, text(name));
    made.addEventListener('click', () => {
      act().then(
        (words) => {
          said.textContent = words === null ? '' : text(words);
        },
        () => {
          said.textContent = text('failed');
        },
      );
    });
    return made;
  };
  const choose = (consent: 'granted' | 'denied') => async (): Promise<null> => {
    await shelf.consent.set(consent);
    return null;
  };
  const allow = button('allow', choose('granted'));
  const deny = button('deny', choose('denied'));
  const pause = button('pause', async () => {
    await shelf.profile[paused ? 'resume' : 'pause']();
    return null;
  });
  let paused = false;
  const save = button('export', async () => {
    saveFile('what-this-shop-knows.json', JSON.stringify(await shelf.profile.export(), null, 2));
    return 'exported';
  });
  const erase = button('erase', async () => {
    // Asked twice: it cannot be taken back.
    if (erase.dataset.sure === undefined) {
      erase.dataset.sure = '';
      erase.textContent = text('confirm');
      return null;
    }
    unsure();
    await shelf.profile.erase();
    return 'erased';
  });
  const unsure = (): void => {
    delete erase.dataset.sure;
    erase.textContent = text('erase');
  };
  erase.addEventListener('blur', unsure);

  const forget = (event: ShelfEvent, words: string): HTMLButtonElement => {
    const made = button('forget', async () => {
      await shelf.profile.forget({ eventId: event.id });
      return 'forgotten';
    });
    made.setAttribute('aria-label', `${text('forget')}: ${words}`);
    made.dataset.event = event.id;
    return made;
  };

  /** While paused no list names them: those known by then stay. */
  const titles = new Map<string, string>();
  /** Counts the wishes to show anew: what was asked for before the last one is old. */
  let turn = 0;
  const update = async (): Promise<void> => {
    const mine = ++turn;
    const [{ events, consent, ...snapshot }, recent] = await Promise.all([shelf.profile.inspect(), shelf.recentlyViewed({ count: NAMED })]);
    if (mine !== turn) return;
    for (const { id, item } of recent.items) titles.set(id, item.title ?? id);
    paused = snapshot.paused;
    state.textContent = text(paused ? 'paused' : `consent-${consent}`);
    pause.textContent = text(paused ? 'resume' : 'pause');
    allow.setAttribute('aria-pressed', String(consent === 'granted'));
    deny.setAttribute('aria-pressed', String(consent === 'denied'));
    known.textContent = events.length === 0 ? text('nothing') : text('known', { count: events.length });
    const place = [...list.children].findIndex((child) => child.contains(document.activeElement));
    list.replaceChildren(
      ...events
        .slice(-SHOWN)
        .reverse()
        .map((event) => {
          const words = wordsOf(event, titles, text);
          return makeElement('li', {}, `${words} `, timeOf(event), ' ', forget(event, words));
        }),
    );
    // Whoever was on a line that is gone goes on with the one that took its place.
    if (place >= 0) (list.children[Math.min(place, list.children.length - 1)]?.querySelector('button') ?? heading).focus();
    list.hidden = events.length === 0;
    earlier.textContent = events.length > SHOWN ? text('more', { count: events.length - SHOWN }) : '';
    earlier.hidden = events.length <= SHOWN;
  };

  await update();
  element.replaceChildren(
    heading,
    state,
    makeElement('p', {}, allow, ' ', deny, ' ', pause),
    known,
    list,
    earlier,
    makeElement('p', {}, save, ' ', erase),
    said,
  );
  const stop = shelf.subscribe(() => void update().catch(() => {}));
  return () => {
    stop();
    element.replaceChildren(...before);
  };
}

function wordsOf({ name, items, search_term: term }: ShelfEvent, titles: ReadonlyMap<string, string>, text: TextOf): string {
  const [first] = items;
  const others = items.length > 1 ? ` + ${items.length - 1}` : '';
  return text(`event-${name}`, { item: term ?? (first === undefined ? '' : `${titles.get(first.item_id) ?? first.item_id}${others}`) });
}

function timeOf({ time }: ShelfEvent): HTMLTimeElement {
  const moment = new Date(time);
  return makeElement('time', { datetime: moment.toISOString() }, moment.toLocaleString());
}
