import { addBit, createBitset } from '../../core/numbers/bitset.js';
import type { Steps } from '../../core/time/run-steps.js';
import type { CodedColumn, OwnTexts, Pack } from '../../types/pack.js';

/** Rows between two yields. */
const ROWS_AT_ONCE = 1024;
/** Memory for words of a pack, in bytes; a list of many searches has all its words in any case. */
const MEMORY_BYTES = 4_000_000;
/** Number of words that are remembered whatever they take. */
const FEWEST_KEPT = 100;

/** The rows that contain a word, by the word: bitsets over rows. */
export type WordRows = ReadonlyMap<string, Uint32Array>;

interface Texts {
  readonly titles: OwnTexts | null;
  readonly coded: readonly CodedColumn[];
}

/** By a column of the pack: the pack itself is copied where it is given more parts. */
const memories = new WeakMap<object, Map<string, Uint32Array>>();

function textsOf(pack: Pack): Texts {
  return {
    titles: pack.textColumn('title'),
    coded: (['brand', 'product_type', 'color'] as const).flatMap((name) => {
      const column = pack.codedColumn(name);
      if (column === null) return [];
      // In the words of the page's locale, as titles are.
      return name === 'product_type' && pack.categoryNames ? { codes: column.codes, values: pack.categoryNames } : column;
    }),
  };
}

/** Whether a pack has texts that words can be met in. */
export function hasTexts(pack: Pack): boolean {
  const { titles, coded } = textsOf(pack);
  return (titles !== null && titles.bytes.length > 0) || coded.some(({ values }) => values.some((value) => value !== ''));
}

/**
 * Finds the rows whose title, brand, category or colour contains a word. Each word is searched once per pack: brands, categories and colours once per value,
 * titles row by row.
 *
 * @param pack the catalogue, with all its texts
 * @param words in lower case
 * @returns the rows of these words and of earlier ones
 */
export function* matchWords(pack: Pack, words: Iterable<string>): Steps<WordRows> {
  const { titles, coded } = textsOf(pack);
  const key = titles ?? coded[0] ?? pack;
  const remembered = memories.get(key);
  const kept = Math.max(FEWEST_KEPT, (8 * MEMORY_BYTES) / pack.items);
  const known = remembered && remembered.size <= kept ? remembered : new Map<string, Uint32Array>();
  memories.set(key, known);
  const fresh = [...new Set(words)].filter((word) => !known.has(word));
  if (fresh.length === 0) return known;
  const columns = coded.map(({ codes, values }) => {
    const lower = values.map((value) => value.toLowerCase());
    return { codes, contains: fresh.map((word) => Uint8Array.from(lower, (value) => Number(value.includes(word)))) };
  });
  const found = fresh.map(() => createBitset(pack.items));
  for (let row = 0; row < pack.items; row++) {
    if (row % ROWS_AT_ONCE === 0) yield;
    const title = titles?.at(row).toLowerCase() ?? '';
    for (const [place, word] of fresh.entries())
      if (title.includes(word) || columns.some(({ codes, contains }) => contains[place][codes[row]] === 1)) addBit(found[place], row);
  }
  for (const [place, word] of fresh.entries()) known.set(word, found[place]);
  return known;
}
