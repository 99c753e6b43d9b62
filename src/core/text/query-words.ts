/** Maximum length of a query in characters, and in words. */
const LONGEST_QUERY = 500;
const MAX_WORDS = 20;

/**
 * The words of a search: letters and digits of any script, in lower case.
 *
 * @param text what was searched; anything but a text has no words
 * @returns at most 20, in their order
 */
export function queryWords(text: unknown): string[] {
  return typeof text === 'string'
    ? (
        text
          .slice(0, LONGEST_QUERY)
          .toLowerCase()
          .match(/[\p{Letter}\p{Number}]+/gu) ?? []
      ).slice(0, MAX_WORDS)
    : [];
}
