import { cleanText } from '../../../core/text/clean-text.js';
import type { SheetSection } from '../../../types/privacy/privacy-sheet.js';
import type { SheetTexts } from './english-sheet.js';
import { type SheetFacts, type SheetValue, sheetSections } from './sheet-sections.js';

/**
 * Writes a sheet's sections in a language.
 *
 * @param facts what it tells of
 * @param texts of the language
 * @param language of dates and numbers, a BCP 47 tag
 */
export function writeSheet(facts: SheetFacts, texts: SheetTexts, language: string): SheetSection[] {
  const written = (value: SheetValue | undefined): string => {
    if (value instanceof Date) return value.toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' });
    if (typeof value === 'number') return value.toLocaleString(language);
    return Array.isArray(value) ? value.map(cleanText).join(', ') : cleanText(value);
  };
  return sheetSections(facts).map(([heading, sentences]) => ({
    heading: texts[heading],
    sentences: sentences.map(([name, values]) => texts[name].replace(/\{(\w+)\}/g, (_, value: string) => written(values?.[value]))),
  }));
}
