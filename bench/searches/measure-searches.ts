import { type Random, seededRandom } from '../../src/core/numbers/random.js';
import { queryWords } from '../../src/core/text/query-words.js';
import { runAtOnce } from '../../src/core/time/run-steps.js';
import type { ListContext } from '../../src/engine/list/list-context.js';
import { personalSource } from '../../src/engine/list/personal-source.js';
import { rankItems } from '../../src/engine/list/rank-items.js';
import { searchedAdder } from '../../src/engine/words/add-searches.js';
import { matchWords } from '../../src/engine/words/match-words.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import type { ShelfEvent } from '../../src/types/event.js';
import type { Pack } from '../../src/types/pack.js';

/** A shopper of the log: orders before the cut, and the first one after it. */
export interface OrderingShopper {
  /** Oldest first; times in milliseconds since 1970. */
  readonly before: readonly { readonly itemId: string; readonly time: number }[];
  readonly next: { readonly time: number; readonly itemIds: readonly string[] };
}

/** How shoppers are made to search. */
export interface SearchHabit {
  /** Share of the searches whose words are of an item of the next order; the others are of an item drawn by popularity. */
  readonly aim: number;
  /** Searches of each shopper. */
  readonly searches: number;
  /** `next`: in the week before the next order. `last`: in the day before the last order, for an item of that. */
  readonly when: 'next' | 'last';
  /** Whether the shopper's orders are known too. */
  readonly history: boolean;
  /** Weight of a search just made, as a share of the best score of the history. Default: what ships. */
  readonly worth?: number;
}

/** NDCG@10 of one shopper's list without and with what was searched, and of the items that no search was aimed at. */
export interface SearchedList {
  readonly plain: number;
  readonly heard: number;
  readonly othersPlain: number;
  readonly othersHeard: number;
}

const SEED = 7;
const PLACES = 10;
const WEEK_MS = 604_800_000;
const DAY_MS = 86_400_000;
/** Share of the searched words that are misspelt. */
const MISSPELT = 0.1;
const MAX_WORDS = 3;
const SHORTEST_WORD = 3;

/**
 * Simulates searches, as no public log has any: each is one to three words of a title, at most half of them, of an item that the shopper buys next, or of
 * one that has nothing to do with the order. The list of ten at the time of the next order is made with and without them; targets are the items of that order
 * that were not bought before.
 *
 * @param folder of a pack of the log before the cut
 * @param shoppers of the log
 * @param habit how they search
 */
export async function measureSearches(folder: string, shoppers: readonly OrderingShopper[], habit: SearchHabit): Promise<SearchedList[]> {
  const { pack, faults } = await checkPack(folder);
  if (pack === null) throw new Error(`The pack in ${folder} cannot be read: ${faults.join(' ')}`);
  const scorer = createJsScorer({ ...pack, bias: pack.popularity });
  const random = seededRandom(SEED);
  const byPopularity = drawByPopularity(pack, random);
  const lists: SearchedList[] = [];
  for (const { before, next } of shoppers) {
    const known = new Set(before.map(({ itemId }) => itemId));
    const rowsOf = (itemIds: readonly string[]): number[] => [...new Set(itemIds.map(pack.rowOf))].filter((row) => row >= 0);
    const targets = rowsOf(next.itemIds.filter((itemId) => !known.has(itemId)));
    const lastTime = before[before.length - 1].time;
    const last = rowsOf(before.filter(({ time }) => time === lastTime).map(({ itemId }) => itemId));
    if (targets.length === 0 || last.length === 0) continue;
    const aimed = new Set<number>();
    const searches = Array.from({ length: habit.searches }, (_, place): ShelfEvent => {
      const among = habit.when === 'next' ? targets : last;
      const row = random() < habit.aim ? among[Math.floor(random() * among.length)] : byPopularity();
      aimed.add(row);
      const ago = random() * (habit.when === 'next' ? Math.min(WEEK_MS, next.time - lastTime) : DAY_MS);
      const time = Math.floor((habit.when === 'next' ? next.time : lastTime) - ago);
      return { id: `search-${place}`, name: 'search', search_term: searchFor(pack, row, random), time, items: [] };
    });
    const orders = before.map(
      ({ itemId, time }, at): ShelfEvent => ({
        id: `o${String(at).padStart(6, '0')}`,
        name: 'purchase',
        time,
        items: [{ item_id: itemId }],
      }),
    );
    const profile = foldEvents(emptyProfile(), [...(habit.history ? orders : []), ...searches]);
    const found = runAtOnce(
      matchWords(
        pack,
        profile.searches.flatMap(({ text }) => queryWords(text)),
      ),
    );
    const context: ListContext = { pack, scorer, profile, now: next.time };
    const listOf = async (of: ListContext): Promise<number[]> => {
      const { candidates } = await rankItems(of, personalSource(of), { count: PLACES });
      return candidates.map(({ row }) => row);
    };
    const [plain, heard] = [
      await listOf(context),
      await listOf({ ...context, hear: searchedAdder(context, undefined, found, habit.worth) }),
    ];
    const others = targets.filter((row) => !aimed.has(row));
    lists.push({
      plain: gainOf(plain, targets),
      heard: gainOf(heard, targets),
      othersPlain: gainOf(plain, others),
      othersHeard: gainOf(heard, others),
    });
  }
  return lists;
}

/** One to three words of a title, at most half of them, some misspelt. */
function searchFor(pack: Pack, row: number, random: Random): string {
  const words = [...new Set(queryWords(pack.textColumn('title')?.at(row)))].filter((word) => word.length >= SHORTEST_WORD);
  const many = Math.min(1 + Math.floor(random() * MAX_WORDS), Math.max(1, words.length >> 1));
  const chosen: string[] = [];
  while (chosen.length < many && words.length > 0) chosen.push(...words.splice(Math.floor(random() * words.length), 1));
  return chosen.map((word) => (random() < MISSPELT ? `${word.slice(1)}q` : word)).join(' ');
}

function drawByPopularity({ popularity }: Pack, random: Random): () => number {
  let sum = 0;
  const sums = Float64Array.from(popularity, (value) => {
    sum += value;
    return sum;
  });
  return () => {
    const at = random() * sum;
    return sums.findIndex((upTo) => upTo >= at);
  };
}

/** NDCG of a list; 0 without targets. */
function gainOf(rows: readonly number[], targets: readonly number[]): number {
  const gain = (place: number): number => 1 / Math.log2(place + 2);
  const found = rows.reduce((sum, row, place) => sum + (targets.includes(row) ? gain(place) : 0), 0);
  const ideal = Array.from({ length: Math.min(PLACES, targets.length) }, (_, place) => gain(place)).reduce((sum, value) => sum + value, 0);
  return ideal > 0 ? found / ideal : 0;
}
