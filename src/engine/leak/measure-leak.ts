import type { ListKind } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { Leak, LeakGuess, LeakRequest, ListLeak, PictureUse } from '../../types/privacy/leak.js';
import type { RememberedList } from '../list/list-memory.js';
import { bitsOf, guessLastView, type LastViewGuess } from './guess-last-view.js';

/** Lists that follow from the page or the catalogue: they tell nothing of the shopper, but for items that they leave out. */
const OF_THE_PAGE: ReadonlySet<ListKind> = new Set(['related', 'boughtTogether', 'trending', 'newArrivals']);
/** Lists of what the shopper did. */
const OF_THE_HISTORY: ReadonlySet<ListKind> = new Set(['recentlyViewed', 'savedForLater', 'buyAgain']);
const GUESSES = 3;
const USES: readonly PictureUse[] = ['own', 'pack', 'pack-then-own'];

/** What is read of a list. */
type MadeList = Pick<RememberedList, 'given'> & {
  readonly call: Pick<RememberedList['call'], 'kind' | 'strength'>;
  readonly context: { readonly profile: Pick<RememberedList['context']['profile'], 'interactions'> };
};

/**
 * Measures what the pictures of the latest lists tell a server that has the pack.
 *
 * @param pack the catalogue
 * @param lists by `recommendationId`, the oldest first
 * @param request ids of items whose pictures were fetched before, for everybody alike, and whether lists fetch pictures at all
 */
export function measureLeak(pack: Pack, lists: Iterable<readonly [string, MadeList]>, { known = [], pictures }: LeakRequest = {}): Leak {
  const ids = Array.isArray(known) ? known : [];
  const none = pictures === 'pack';
  const fetched = new Set(none ? pack.popularity.keys() : ids.map((id) => pack.rowOf(id)));
  const told: ListLeak[] = [];
  const taste: number[] = [];
  const { before } = guessLastView(pack, []);
  let named: LastViewGuess | null = null;
  for (const [recommendationId, { call, given, context }] of lists) {
    // In the order that it was given. Elements read titles so, and show no pictures of them.
    if (call.kind === 'rerank' && call.strength === 0) continue;
    const rows = [...given].map((id) => pack.rowOf(id)).filter((row) => row >= 0 && !fetched.has(row));
    for (const row of rows) fetched.add(row);
    const unknown = context.profile.interactions.length === 0;
    const from = unknown || OF_THE_PAGE.has(call.kind) ? 'page' : OF_THE_HISTORY.has(call.kind) ? 'history' : 'taste';
    const guess = rows.length === 0 || from === 'page' ? null : from === 'history' ? certain(before, rows[0]) : guessLastView(pack, rows);
    if (from === 'taste') taste.push(...rows);
    if (from === 'history' && guess !== null) named = guess;
    told.push({ recommendationId, from, pictures: rows.length, bits: guess === null ? 0 : bitsOf(guess) });
  }
  const shown = named ?? (taste.length > 0 ? guessLastView(pack, taste) : null);
  return {
    bits: shown === null ? 0 : bitsOf(shown),
    possible: entropyOf(before),
    lists: told.reverse(),
    guesses: shown === null ? [] : best(pack, shown),
    notes: [...(ids === known ? [] : [NO_LIST]), ...(pictures === undefined || USES.includes(pictures) ? [] : [unknownUse(pictures)])],
  };
}

/** The belief of somebody who sees the item itself. */
function certain(before: Float64Array, row: number): LastViewGuess {
  const after = new Float64Array(before.length);
  after[row] = 1;
  return { before, after };
}

function best(pack: Pack, { after }: LastViewGuess): LeakGuess[] {
  return Array.from(after.keys())
    .filter((row) => after[row] > 0)
    .sort((a, b) => after[b] - after[a] || a - b)
    .slice(0, GUESSES)
    .map((row) => ({ itemId: pack.idOf(row), chance: after[row] }));
}

function entropyOf(chances: Float64Array): number {
  return chances.reduce((sum, chance) => (chance > 0 ? sum - chance * Math.log2(chance) : sum), 0);
}

const NO_LIST: Note = { code: 'bad-argument', message: 'known: it is no list of item ids, and is ignored.' };
const unknownUse = (name: unknown): Note => ({
  code: 'bad-argument',
  message: `pictures: "${name}" is none of ${USES.join(', ')}; the shop's own are assumed.`,
});
