import { cleanText } from '../../../core/text/clean-text.js';
import { makeElement } from '../../markup/make-element.js';
import type { PanelSection } from './section-view.js';

/** The privacy sheet of the page as it is now, in the panel's language. */
export const SHEET_SECTION: PanelSection = {
  name: 'sheet',
  fill: async ({ shelf, language }) => {
    const sheet = await shelf.privacy.describe(language === '' ? {} : { language });
    const notes = sheet.notes.map(({ message }) => makeElement('p', {}, cleanText(message)));
    if (sheet.sections.length === 0) return notes;
    const parts = sheet.sections.flatMap(({ heading, sentences }) => [
      makeElement('h3', {}, heading),
      ...sentences.map((sentence) => makeElement('p', {}, sentence)),
    ]);
    // Its language may be another than the panel's.
    return [makeElement('div', { lang: sheet.language, dir: 'auto' }, ...parts), ...notes];
  },
};
