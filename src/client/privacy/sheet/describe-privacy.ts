import { codeOf, messageOf } from '../../../core/onshelf-error.js';
import { isSignalled } from '../../../core/page/is-signalled.js';
import { pageLanguage } from '../../../core/page/platform.js';
import { ownMembers } from '../../../core/text/bare-object.js';
import type { Consent } from '../../../types/consent.js';
import type { Note } from '../../../types/note.js';
import type { PrivacySheet, SheetRequest } from '../../../types/privacy/privacy-sheet.js';
import { ENGLISH_SHEET, type SheetTexts } from './english-sheet.js';
import type { SheetFacts } from './sheet-sections.js';
import { storedBeside } from './stored-beside.js';
import { writeSheet } from './write-sheet.js';

/** What is known of the shelf that a sheet is of. */
interface SheetParts extends Omit<SheetFacts, 'isSignalled' | 'beside' | 'isAgreedGuest' | 'aside' | 'paused'> {
  /** Name of the database. */
  readonly name: string;
  /** Consent as the page is told, where that may be another one. */
  readonly seen?: Consent | undefined;
  /** Whether recording is paused, and whether something is set aside. */
  readonly state: { readonly paused: boolean; readonly aside?: unknown };
  /** Events that are set aside. */
  readonly held?: readonly unknown[] | undefined;
}

/** The other languages, each a part of its own. Which one is fetched follows from the page or the call. */
const LANGUAGES: Readonly<Record<string, () => Promise<SheetTexts>>> = {
  en: async () => ENGLISH_SHEET,
  zh: async () => (await import('../chinese/chinese-sheet.js')).CHINESE_SHEET,
  de: async () => (await import('../german/german-sheet.js')).GERMAN_SHEET,
  fr: async () => (await import('../french/french-sheet.js')).FRENCH_SHEET,
  es: async () => (await import('../spanish/spanish-sheet.js')).SPANISH_SHEET,
};

/**
 * Describes what is kept of the shopper, in plain language.
 *
 * @param known what is known of the shelf
 * @param request its language; one that there is none of is English, with the note `unknown-name`
 */
export async function describePrivacy(known: SheetParts, request?: SheetRequest): Promise<PrivacySheet> {
  const asked = `${ownMembers(request).language ?? pageLanguage()}`;
  const notes: Note[] = [];
  let language = asked.toLowerCase().split(/[-_]/)[0];
  if (!Object.hasOwn(LANGUAGES, language)) {
    if (language !== '')
      notes.push({ code: 'unknown-name', message: `language: there is no sheet in "${asked.slice(0, 40)}"; it is in English.` });
    language = 'en';
  }
  let texts: SheetTexts = ENGLISH_SHEET;
  try {
    texts = await LANGUAGES[language]();
  } catch (error) {
    notes.push({ code: codeOf(error), message: `The sheet is in English, since its language could not be loaded: ${messageOf(error)}` });
    language = 'en';
  }
  const { health, name, seen, state, held = [] } = known;
  const facts: SheetFacts = {
    ...known,
    aside: state.aside ? held.length : null,
    paused: state.paused,
    isAgreedGuest: seen === 'granted' && health.consent === 'unknown',
    beside: await storedBeside(name, Boolean(state.aside) && health.consent === 'granted'),
    isSignalled: isSignalled(),
  };
  const sections = writeSheet(facts, texts, asked.startsWith(language) && isTag(asked) ? asked : language);
  return Object.freeze({ language, title: texts.title, sections, notes });
}

/** Whether the browser takes it as a language. */
function isTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}
