import { append, listen, setAttribute } from '../../../core/page/page-nodes.js';
import { cleanText } from '../../../core/text/clean-text.js';
import type { ChangeResult } from '../../../types/change-result.js';
import { adoptStyle } from '../../markup/adopt-style.js';
import { makeElement } from '../../markup/make-element.js';
import { textsIn, textsOf } from '../../texts/element-texts.js';
import type { PanelResult } from '../panel-outcome.js';
import { COPY_SECTION } from './copy-section.js';
import { createFold, type Fold } from './create-fold.js';
import { FORGET_SECTION } from './forget-section.js';
import { LIKENESS_SECTION } from './likeness-section.js';
import { PRICE_SECTION } from './price-section.js';
import { REQUEST_SECTION } from './request-section.js';
import { sectionFormats } from './section-formats.js';
import { SECTION_STYLE } from './section-style.js';
import { isSectionText, SECTION_TEXTS, type SectionTextOf } from './section-texts.js';
import type { ForgetChoice, PanelSection, PanelView, SectionView } from './section-view.js';
import { SHEET_SECTION } from './sheet-section.js';
import { STORED_SECTION } from './stored-section.js';
import { TASTE_SECTION } from './taste-section.js';
import { COMPARE_SECTION } from './wishes/compare-section.js';
import { VISIT_SECTION } from './wishes/visit-section.js';

/** In the order in which they are shown. */
const SECTIONS: readonly PanelSection[] = [
  TASTE_SECTION,
  VISIT_SECTION,
  PRICE_SECTION,
  LIKENESS_SECTION,
  COMPARE_SECTION,
  STORED_SECTION,
  FORGET_SECTION,
  COPY_SECTION,
  SHEET_SECTION,
  REQUEST_SECTION,
];

/** The names of the texts of the sections, as of the panel's attributes `text-NAME`. */
export const SECTION_TEXT_NAMES: readonly string[] = Object.keys(SECTION_TEXTS);

/**
 * Adds the sections that fold. Each is computed when it is opened, and again when the profile changes.
 *
 * @param place in the panel
 * @param panel what it gives them
 * @returns a function that makes the open ones anew
 */
export async function mountSections(place: HTMLElement, panel: PanelView): Promise<() => void> {
  const { element, language } = panel;
  const texts = await textsIn(
    element,
    language,
    SECTION_TEXTS,
    async () => (await import('./languages/section-translations.js')).SECTION_TRANSLATIONS,
  );
  const say = textsOf(element, texts);
  const opened = new Set<string>();
  const folds = SECTIONS.map((section) => ({ section, fold: sectionFold(panel, section, say, opened) }));
  append(place, ...folds.map(({ fold }) => fold.element));
  adoptStyle(place, SECTION_STYLE);
  return () => {
    for (const { section, fold } of folds) if (section.keepsFields !== true) fold.refresh();
  };
}

function sectionFold(panel: PanelView, section: PanelSection, say: SectionTextOf, opened: Set<string>): Fold {
  const outcome = panel.createOutcome(({ reason, message, words }) => {
    const name = `why-${reason}`;
    // The code too: whoever is asked for help can look it up.
    return `${words ?? (isSectionText(name) ? say(name) : cleanText(message))} (${reason})`;
  });
  const view: SectionView = {
    ...panel,
    say,
    formats: sectionFormats(panel.language),
    opened,
    outcome,
    forgetButton: (words, what, label) => {
      const button = makeElement('button', { type: 'button' }, words);
      if (label !== undefined) setAttribute(button, 'aria-label', `${words}: ${label}`);
      listen(button, 'click', () => void forget(button, what()));
      return button;
    },
    change: async (act, success, origin) => {
      const run = async (): Promise<PanelResult> => {
        const result = await act();
        return result.reason === 'storage-failed' ? { ...result, words: say('page-alone') } : result;
      };
      await outcome.run(run, success, origin);
      fold.refresh();
    },
  };
  const forget = async (button: HTMLElement, what: ForgetChoice): Promise<void> => {
    if (typeof what === 'string') return outcome.say(what);
    await outcome.run(
      () => panel.shelf.profile.forget(what),
      (result) => forgottenWords(result, say),
      button,
    );
    if (section.keepsFields === true) fold.refresh();
  };
  const fold = createFold(view, section.name, say(section.name), () => section.fill(view));
  // Outside of what is made anew: the result of a button of a part that is gone stays.
  append(fold.element, outcome.element);
  return fold;
}

/** How many events were forgotten, and how many could not be told to be meant. */
function forgottenWords({ removed = 0, unknown = 0 }: ChangeResult, say: SectionTextOf): string {
  const words = removed > 0 ? say('removed-count', { count: removed }) : say('removed-none');
  return unknown > 0 ? `${words} ${say('stays-unknown', { count: unknown })}` : words;
}
