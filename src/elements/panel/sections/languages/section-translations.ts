import type { Translations } from '../../../texts/element-texts.js';
import type { SectionTextName } from '../section-texts.js';
import { CHINESE_SECTIONS } from './chinese-sections.js';
import { FRENCH_SECTIONS } from './french-sections.js';
import { GERMAN_SECTIONS } from './german-sections.js';
import { SPANISH_SECTIONS } from './spanish-sections.js';

/** The texts of a panel's sections in other languages than English. */
export const SECTION_TRANSLATIONS: Translations<SectionTextName> = {
  de: GERMAN_SECTIONS,
  es: SPANISH_SECTIONS,
  fr: FRENCH_SECTIONS,
  zh: CHINESE_SECTIONS,
};
