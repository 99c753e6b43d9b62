import { createListId } from '../../src/core/events/list-id.js';
import { personalSource } from '../../src/engine/list/personal-source.js';
import { rankItems } from '../../src/engine/list/rank-items.js';
import { rankerLists, signalsOf } from '../../src/engine/ranker/ranker-lists.js';
import { rankerStep } from '../../src/engine/ranker/ranker-step.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { learnWeights } from '../../src/ranker/learn-weights.js';
import { rankCandidates } from '../../src/ranker/rank-candidates.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import type { ShelfEvent } from '../../src/types/event.js';
import type { Pack } from '../../src/types/pack.js';
import type { Profile } from '../../src/types/profile.js';
import type { Candidate } from '../../src/types/scoring/candidate.js';

/** What a shopper did in one go. */
export interface ReplayedVisit {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Ids of the items bought, distinct. */
  readonly items: readonly string[];
}

/** How a list was received: NDCG@12 of the plain list, of the list by the shipped rule, and with the ranker whether it helps or not. */
export interface ReplayedList {
  readonly shopper: string;
  /** Lists with a click before it. */
  readonly before: number;
  /** Did the ranker say that it helps? */
  readonly used: boolean;
  readonly plain: number;
  readonly shipped: number;
  readonly always: number;
}

const PLACES = 12;
/** As the engine has it: twice as many as there are places are reordered. */
const WINDOW = 2;
/** Lists with a click before which there is nothing to learn from; the engine itself asks for more. */
const LEAST_LISTS = 1;
const MINUTE = 60_000;

/**
 * Replays shoppers' visits: before each, the list of twelve that Onshelf would show is made from what they had done by then; what
 * they then bought of it counts as clicked, the rest as shown. The ranker learns from these lists alone, as in a browser.
 *
 * @param folder of a pack that was built without these shoppers
 * @param shoppers each one's visits, oldest first
 * @returns a row per list that could be ranked by what was learned before it
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
      // Asked for just before the visit's first purchase.
      const now = visit.time - MINUTE;
      const wanted = new Set(visit.items);
      const context = { pack, scorer, profile, now };
      const source = personalSource(context);
      const { candidates } = await rankItems(context, source, { exclude: 'none', count: WINDOW * PLACES });
      if (clickedLists >= LEAST_LISTS && profile.interactions.length > 0) {
        const step = rankerStep(context, source, PLACES, []);
        const { weights } = learnWeights(rankerLists(context));
        const always = rankCandidates(weights, WINDOW * PLACES, (best) =>
          signalsOf(
            context,
            best.map(({ row }) => row),
            best.map(({ score }) => score),
          ),
        );
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

/** The shopper after the visit: the list seen, what was clicked of it, and what was bought. */
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
  // A list shown to nobody in particular teaches nothing of a shopper's own order.
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
