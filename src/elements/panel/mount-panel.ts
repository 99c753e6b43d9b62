import { messageOf } from '../../core/onshelf-error.js';
import {
  childrenOf,
  contains,
  find,
  focus,
  listen,
  remove,
  replaceChildren,
  setAttribute,
  setHidden,
  setText,
} from '../../core/page/page-nodes.js';
import { activeElement } from '../../core/page/platform.js';
import { cleanText } from '../../core/text/clean-text.js';
import { warnOnce } from '../../core/text/warn-once.js';
import { withDeadline } from '../../core/time/deadline.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { ProfileSnapshot, Shelf } from '../../types/shelf.js';
import { isDebugged } from '../doctor/is-debugged.js';
import { openSlots, ownSlot, shopSlot } from '../markup/host-slots.js';
import { makeElement } from '../markup/make-element.js';
import { OWN_SLOT, putFirst, removeCopies, unveil } from '../markup/own-nodes.js';
import { textsIn, textsOf } from '../texts/element-texts.js';
import { languageOf } from '../texts/language-of.js';
import { knownTitles } from './known-titles.js';
import { createOutcome } from './panel-outcome.js';
import { kindText, panelRow, tryStep } from './panel-rows.js';
import { isPanelText, PANEL_TEXTS, type PanelTextName } from './panel-texts.js';
import { saveFile } from './save-file.js';

/** Maximum number of events shown; of earlier ones only the number is. */
const SHOWN = 20;
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
  const language = languageOf(element);
  const texts = await textsIn(
    element,
    language,
    PANEL_TEXTS,
    async () => (await import('./languages/panel-translations.js')).PANEL_TRANSLATIONS,
  );
  const text = textsOf(element, texts);
  const heading = makeElement('h2', { tabindex: '-1' }, text('heading'));
  const state = makeElement('p');
  const known = makeElement('h3');
  const list = makeElement('ul', { role: 'list' });
  const earlier = makeElement('p');
  const outcome = createOutcome(element, text);

  const button = (name: PanelTextName, act: () => Promise<ChangeResult>, success: PanelTextName | null = null): HTMLButtonElement => {
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

  const titles = knownTitles(shelf, text, KNOWLEDGE_TIMEOUT_MS);
  const show = (snapshot: ProfileSnapshot | undefined): void => {
    const events = Array.isArray(snapshot?.events) ? snapshot.events : [];
    const partly = !Array.isArray(snapshot?.events) || snapshot.complete === false;
    const consent = snapshot?.consent ?? shelf.consent.state;
    paused = snapshot?.paused ?? paused;
    const name = paused ? 'paused' : `consent-${consent}`;
    setText(state, isPanelText(name) ? text(name) : '');
    setText(pause, text(paused ? 'resume' : 'pause'));
    setAttribute(allow, 'aria-pressed', String(consent === 'granted'));
    setAttribute(deny, 'aria-pressed', String(consent === 'denied'));
    // If events are unreadable, do not say that there are none.
    setHidden(known, partly && events.length === 0);
    setText(known, events.length === 0 ? text('nothing') : text('known', { count: events.length }));
    setHidden(incomplete, !partly);
    const place = childrenOf(list).findIndex((child) => contains(child, activeElement()));
    const rows = events.slice(-SHOWN).reverse();
    replaceChildren(list, ...rows.map((event) => panelRow(event ?? {}, titles.titleOf, text, language, forget)));
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
    // The panel then says that it is incomplete.
    const snapshot = await Promise.resolve(tryStep(() => shelf.profile.inspect())).catch(() => undefined);
    await titles.learn(shownIds(snapshot));
    if (mine === turn) tryStep(() => show(snapshot));
  };
  const sections = makeElement('div');
  let refreshSections = (): void => {};
  const refresh = (): void => {
    void update();
    refreshSections();
  };
  listen(reread, 'click', refresh);

  await withDeadline(update(), KNOWLEDGE_TIMEOUT_MS).catch(() => tryStep(() => show(undefined)));
  const parts = [
    heading,
    state,
    makeElement('p', {}, allow, ' ', deny, ' ', pause),
    incomplete,
    known,
    list,
    earlier,
    makeElement('p', {}, save, ' ', erase),
    outcome.element,
    sections,
  ];
  void import('./sections/mount-sections.js')
    .then(async ({ mountSections, SECTION_TEXT_NAMES }) => {
      refreshSections = await mountSections(sections, {
        element,
        shelf,
        language,
        text,
        titlesOf: titles.learn,
        rowOf: (event, titleOf, buttonOf) => panelRow(event, titleOf, text, language, buttonOf),
        kindText: (event) => kindText(event, text),
        messageOf: (error) => cleanText(messageOf(error)),
        saveFile,
        createOutcome: (whyOf) => createOutcome(element, text, whyOf),
      });
      const { checkAttributes } = await import('../request/read-question.js');
      checkAttributes(
        element,
        [...Object.keys(PANEL_TEXTS), ...SECTION_TEXT_NAMES].map((name) => `text-${name}`),
      );
    })
    .catch((error: unknown) => {
      setText(sections, text('incomplete'));
      warnOnce('sections', 'worker-failed', `the sections of the panel cannot be loaded: ${messageOf(error)}`);
    });
  // A page's own shelf may lack `diagnose`.
  const { diagnose } = shelf as Partial<Shelf>;
  if (diagnose !== undefined && isDebugged(element)) {
    const doctor = makeElement('div');
    parts.push(doctor);
    void import('../doctor/mount-doctor.js')
      .then(({ mountDoctor }) => mountDoctor(doctor, diagnose))
      .catch((error: unknown) => warnOnce('doctor', 'worker-failed', `the fold-out for developers cannot be loaded: ${messageOf(error)}`));
  }
  // In a slot of their own: what is in no slot is hidden, and stays for the framework that made it.
  for (const part of parts) setAttribute(part, 'slot', OWN_SLOT);
  removeCopies(element);
  const fill = openSlots(element);
  fill?.(ownSlot());
  putFirst(element, ...parts);
  const stop = shelf.subscribe(refresh);
  return () => {
    stop();
    for (const part of parts) remove(part);
    unveil(element);
    fill?.(shopSlot());
  };
}

/** The items that the latest events name. */
function shownIds(snapshot: ProfileSnapshot | undefined): string[] {
  const events = Array.isArray(snapshot?.events) ? snapshot.events.slice(-SHOWN) : [];
  const ids = events.map((event) => tryStep(() => event.items[0]?.item_id));
  return ids.filter((id): id is string => typeof id === 'string');
}
