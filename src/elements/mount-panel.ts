import {
  childNodesOf,
  childrenOf,
  contains,
  find,
  focus,
  listen,
  replaceChildren,
  setAttribute,
  setHidden,
  setText,
} from '../core/page/page-nodes.js';
import { activeElement, ownGlobal } from '../core/page/platform.js';
import { bareObject } from '../core/text/bare-object.js';
import { withDeadline } from '../core/time/deadline.js';
import type { ChangeResult } from '../types/change-result.js';
import type { PageFacts } from '../types/diagnosis.js';
import type { ProfileSnapshot, Shelf } from '../types/shelf.js';
import { checkAttributes } from './check-attributes.js';
import { isTextName, type TextName, textsOf } from './element-texts.js';
import { isDebugged } from './is-debugged.js';
import { makeElement } from './make-element.js';
import { createOutcome } from './panel-outcome.js';
import { panelRow, tryStep } from './panel-rows.js';
import { saveFile } from './save-file.js';

/** Maximum number of events shown; of earlier ones only the number is. */
const SHOWN = 20;
/** Number of recently viewed items whose titles are known. */
const NAMED = 100;
/** Milliseconds after which the panel is shown without the events: its buttons work at once. */
const KNOWLEDGE_TIMEOUT_MS = 1000;

/**
 * Fills `<onshelf-panel>`: everything known about the shopper, with buttons to change it. Plain elements without styles, so that the shop's own
 * apply. The buttons are shown even if the events cannot be read.
 *
 * @param element whose content is replaced
 * @param shelf to show
 * @returns a function that restores the content
 */
export async function mountPanel(element: HTMLElement, shelf: Shelf): Promise<() => void> {
  checkAttributes(element);
  const text = textsOf(element);
  const before = childNodesOf(element);
  const heading = makeElement('h2', { tabindex: '-1' }, text('heading'));
  const state = makeElement('p');
  const known = makeElement('h3');
  const list = makeElement('ul', { role: 'list' });
  const earlier = makeElement('p');
  const outcome = createOutcome(element, text);

  const button = (name: TextName, act: () => Promise<ChangeResult>, success: TextName | null = null): HTMLButtonElement => {
    const made = makeElement('button', { type: 'button' }, text(name));
    listen(made, 'click', () => void outcome.run(act, success, made));
    return made;
  };
  const allow = button('allow', () => shelf.consent.set('granted', { by: 'shopper' }));
  const deny = button('deny', () => shelf.consent.set('denied', { by: 'shopper' }));
  let paused = false;
  const pause = button('pause', () => shelf.profile[paused ? 'resume' : 'pause']());
  const save = button(
    'export',
    async () => {
      const result = await shelf.profile.export();
      if (result.done) saveFile('what-this-shop-knows.json', result.profile);
      return result;
    },
    'exported',
  );
  let sure = false;
  const erase = makeElement('button', { type: 'button' }, text('erase'));
  const ask = (asked: boolean): void => {
    sure = asked;
    setText(erase, text(asked ? 'confirm' : 'erase'));
  };
  listen(erase, 'click', () => {
    // Needs a second click: it cannot be undone.
    if (sure) void outcome.run(() => shelf.profile.erase(), 'erased', erase);
    ask(!sure);
  });
  listen(erase, 'blur', () => ask(false));
  const forget = (eventId: string): HTMLButtonElement => button('forget', () => shelf.profile.forget({ eventId }), 'forgotten');
  const reread = makeElement('button', { type: 'button' }, text('again'));
  const incomplete = makeElement('p', {}, text('incomplete'), ' ', reread);
  setHidden(incomplete, true);

  /** Kept while paused, when lists do not contain them. */
  const titles = new Map<string, string>();
  const show = (snapshot: ProfileSnapshot | undefined): void => {
    const events = Array.isArray(snapshot?.events) ? snapshot.events : [];
    const partly = !Array.isArray(snapshot?.events) || snapshot.complete === false;
    const consent = snapshot?.consent ?? shelf.consent.state;
    paused = snapshot?.paused ?? paused;
    const name = paused ? 'paused' : `consent-${consent}`;
    setText(state, isTextName(name) ? text(name) : '');
    setText(pause, text(paused ? 'resume' : 'pause'));
    setAttribute(allow, 'aria-pressed', String(consent === 'granted'));
    setAttribute(deny, 'aria-pressed', String(consent === 'denied'));
    // If events are unreadable, do not say that there are none.
    setHidden(known, partly && events.length === 0);
    setText(known, events.length === 0 ? text('nothing') : text('known', { count: events.length }));
    setHidden(incomplete, !partly);
    const place = childrenOf(list).findIndex((child) => contains(child, activeElement()));
    const rows = events.slice(-SHOWN).reverse();
    replaceChildren(list, ...rows.map((event) => panelRow(event ?? {}, titles, text, forget)));
    // If the focused row is gone, the focus moves to the row in its place.
    const line = place < 0 ? undefined : childrenOf(list)[Math.min(place, rows.length - 1)];
    if (place >= 0) focus((line && find(line, 'button')) ?? heading);
    setHidden(list, rows.length === 0);
    setText(earlier, text('more', { count: events.length - rows.length }));
    setHidden(earlier, events.length === rows.length);
  };
  /** Counts updates; only the latest one is shown. */
  let turn = 0;
  const update = async (): Promise<void> => {
    const mine = ++turn;
    const [snapshot, recent] = await Promise.all([
      // If one fails, the other is shown.
      Promise.resolve(tryStep(() => shelf.profile.inspect())).catch(() => undefined),
      titlesOf(shelf).catch(() => []),
    ]);
    if (mine !== turn) return;
    for (const [id, title] of recent) titles.set(id, title);
    tryStep(() => show(snapshot));
  };
  const refresh = (): void => void update();
  listen(reread, 'click', refresh);

  await withDeadline(update(), KNOWLEDGE_TIMEOUT_MS).catch(() => tryStep(() => show(undefined)));
  replaceChildren(
    element,
    heading,
    state,
    makeElement('p', {}, allow, ' ', deny, ' ', pause),
    incomplete,
    known,
    list,
    earlier,
    makeElement('p', {}, save, ' ', erase),
    outcome.element,
  );
  // A page's own shelf may lack `diagnose`.
  const { diagnose } = shelf as Partial<Shelf>;
  if (diagnose !== undefined && isDebugged(element))
    void import('./doctor/mount-doctor.js').then(({ mountDoctor }) => mountDoctor(element, () => diagnose(factsOfTag()))).catch(() => {});
  const stop = shelf.subscribe(refresh);
  return () => {
    stop();
    replaceChildren(element, ...before);
  };
}

/** What the script tag has heard; undefined without one. */
function factsOfTag(): PageFacts | undefined {
  return (ownGlobal('onshelf') as { readonly facts?: PageFacts } | undefined)?.facts;
}

async function titlesOf(shelf: Shelf): Promise<(readonly [id: string, title: string])[]> {
  const { items } = await withDeadline(shelf.recentlyViewed(bareObject({ count: NAMED })), KNOWLEDGE_TIMEOUT_MS);
  return items.map(({ id, item }) => [id, item.title ?? id] as const);
}
