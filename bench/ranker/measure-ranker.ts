import { createListId } from '../../src/core/events/list-id.js';
import { personalSource } from '../../src/engine/list/personal-source.js';
import { rankItems } from '../../src/engine/list/rank-items.js';
import { rankerLists } from '../../src/engine/ranker/ranker-lists.js';
import { rankerStep, reorder } from '../../src/engine/ranker/ranker-step.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { learnWeights } from '../../src/ranker/learn-weights.js';
import { logisticRanker } from '../../src/ranker/logistic-ranker.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import type { ShelfEvent } from '../../src/types/event.js';
import type { Pack } from '../../src/types/pack.js';
import type { Profile } from '../../src/types/profile.js';
import type { Candidate } from '../../src/types/scoring/candidate.js';

/** The purchases of one visit. */
export interface ReplayedVisit {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Ids of the items bought, distinct. */
  readonly items: readonly string[];
}

/** NDCG@12 of one list: plain, by the shipped rule, and always reordered by the ranker. */
export interface ReplayedList {
  readonly shopper: string;
  /** Number of earlier lists with a click. */
  readonly before: number;
  /** Whether the shipped rule used the ranker. */
  readonly used: boolean;
  readonly plain: number;
  readonly shipped: number;
  readonly always: number;
}

const PLACES = 12;
/** As in the engine: the number of reordered candidates, in multiples of the places. */
const WINDOW = 2;
/** Minimum number of lists with a click to learn from; the engine requires more. */
const LEAST_LISTS = 1;
const MINUTE = 60_000;

/**
 * Replays shoppers' visits: before each, the list of twelve is made from the history so far; items of it that were then bought count as
 * clicked, the rest as shown. The ranker learns from these lists alone, as in a browser.
 *
 * @param folder of a pack that was built without these shoppers
 * @param shoppers id to visits, oldest first
 * @returns a row per list with earlier lists to learn from
 */
export async function measureRanker(folder: string, shoppers: ReadonlyMap<string, readonly ReplayedVisit[]>): Promise<ReplayedList[]> {
  const { pack, faults } = await checkPack(folder);
  if (pack === null) throw new Error(`The pack in ${folder} cannot be read: ${faults.join(' ')}`);
  const scorer = createJsScorer({ ...pack, bias: pack.popularity });
  const rows: ReplayedList[] = [];
  for (const [shopper, visits] of shoppers) {
    let profile = emptyProfile();
    let clickedLists = 0;
    for (const visit of visits) {
      // Just before the visit's first purchase.
      const now = visit.time - MINUTE;
      const wanted = new Set(visit.items);
      const context = { pack, scorer, profile, now };
      const source = personalSource(context);
      const { candidates } = await rankItems(context, source, { exclude: 'none', count: WINDOW * PLACES });
      if (clickedLists >= LEAST_LISTS && profile.interactions.length > 0) {
        const step = rankerStep(context, source, PLACES, []);
        const { weights } = learnWeights(rankerLists(context));
        const always = reorder(context, logisticRanker(weights), PLACES);
        const plain = gainOf(pack, candidates, wanted);
        rows.push({
          shopper,
          before: clickedLists,
          used: step !== null,
          plain,
          shipped: step === null ? plain : gainOf(pack, step.apply(candidates), wanted),
          always: gainOf(pack, always.apply(candidates), wanted),
        });
      }
      const shown = candidates.slice(0, PLACES).map(({ row }) => pack.idOf(row));
      if (profile.interactions.length > 0 && shown.some((id) => wanted.has(id))) clickedLists++;
      profile = visited(profile, visit, shown, now);
    }
  }
  return rows;
}

/** The profile after the visit: the list shown, the clicks on it, and the purchase. */
function visited(profile: Profile, { time, items }: ReplayedVisit, shown: readonly string[], now: number): Profile {
  const bought = new Set(items);
  const list = { item_list_id: createListId(now, 'personal') };
  const events: ShelfEvent[] = [
    { id: nextId(), name: 'view_item_list', time: now, ...list, items: shown.map((item_id, index) => ({ item_id, index })) },
    ...shown.flatMap((item_id, index): ShelfEvent[] =>
      bought.has(item_id) ? [{ id: nextId(), name: 'select_item', time: now + 1, ...list, items: [{ item_id, index }] }] : [],
    ),
    { id: nextId(), name: 'purchase', time, items: items.map((item_id) => ({ item_id })) },
  ];
  // The list of an unknown shopper has no personal order to learn from.
  return foldEvents(profile, profile.interactions.length === 0 ? events.slice(-1) : events);
}

let last = 0;
function nextId(): string {
  last++;
  return String(last).padStart(12, '0');
}

/** NDCG of the first twelve. */
function gainOf(pack: Pack, candidates: readonly Candidate[], wanted: ReadonlySet<string>): number {
  let gain = 0;
  for (const [place, { row }] of candidates.slice(0, PLACES).entries()) if (wanted.has(pack.idOf(row))) gain += 1 / Math.log2(place + 2);
  let most = 0;
  for (let place = 0; place < Math.min(PLACES, wanted.size); place++) most += 1 / Math.log2(place + 2);
  return most > 0 ? gain / most : 0;
}
