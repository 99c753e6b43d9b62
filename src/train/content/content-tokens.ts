/** Runs of letters in scripts without spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
/** Accents of Latin, Greek and Cyrillic letters. Marks of other scripts are kept. */
const ACCENTS = /[\u0300-\u036f]/g;
const APOSTROPHES = /['\u2019\u02bc]/g;
const WORDS = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/**
 * The words of a text in any script, for comparing texts: normalised (NFKC, lower case, no accents). For scripts without spaces
 * between words, overlapping pairs of characters.
 *
 * @param text a title or a description; may be empty
 * @see Unicode Standard Annex 15, for the folding
 * @see Nie, Gao, Zhang, Zhou: On the use of words and n-grams for Chinese information retrieval, IRAL 2000, for pairs
 */
export function contentTokens(text: string): string[] {
  const folded = text.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase().replace(APOSTROPHES, '');
  const tokens: string[] = [];
  for (const word of folded.match(WORDS) ?? []) {
    for (const run of word.match(UNSPACED) ?? []) tokens.push(...characterPairs(run));
    const spaced = word.replace(UNSPACED, ' ').trim();
    if (spaced !== '') tokens.push(...spaced.split(/ +/));
  }
  return tokens;
}

function characterPairs(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, place) => characters[place] + character);
}
