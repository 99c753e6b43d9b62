import { personalSource } from '../../src/engine/list/personal-source.js';
import { rankItems } from '../../src/engine/list/rank-items.js';
import { distinctnessScale } from '../../src/engine/plan/distinctness-step.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import type { ShelfEvent } from '../../src/types/event.js';

/** How often items of a relevance are the target. */
export interface RelevanceRow {
  readonly name: string;
  /** Items in the lists of all shoppers. */
  readonly items: number;
  /** Items that are the target. */
  readonly hits: number;
  readonly hitRate: number;
  /** Half of the 95 % interval of the rate. */
  readonly '±': number;
  /** Mean number of such items in a list of twelve. */
  readonly perList: number;
}

const COUNT = 12;
/** Lower bounds of the buckets. */
const ENDS = [0, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998];

/**
 * Ranks for shoppers, and groups the items of their lists by relevance.
 *
 * @param folder of a pack that was built without these shoppers
 * @param shoppers item ids, oldest first; the last is the target
 * @returns a row per bucket of relevance, and one per value of `minRelevance`: the items that it keeps
 */
export async function measureRelevance(folder: string, shoppers: readonly (readonly string[])[]): Promise<RelevanceRow[]> {
  const { pack, faults } = await checkPack(folder);
  if (pack === null) throw new Error(`The pack in ${folder} cannot be read: ${faults.join(' ')}`);
  const scorer = createJsScorer({ ...pack, bias: pack.popularity });
  const listed: { readonly relevance: number; readonly hit: boolean }[] = [];
  let lists = 0;
  for (const items of shoppers) {
    const target = pack.rowOf(items[items.length - 1]);
    const history = items.slice(0, -1);
    if (target < 0 || history.length === 0) continue;
    const events = history.map(
      (item_id, place): ShelfEvent => ({ id: String(place).padStart(6, '0'), name: 'view_item', time: 1000 * place, items: [{ item_id }] }),
    );
    const context = { pack, scorer, profile: foldEvents(emptyProfile(), events), now: 1000 * history.length };
    const source = personalSource(context);
    if (source.query === null) continue;
    const { candidates } = await rankItems(context, source, { exclude: 'seen', count: COUNT });
    const relevanceOf = distinctnessScale(pack, source.query);
    for (const { row, score } of candidates) listed.push({ relevance: relevanceOf(score + source.baseline), hit: row === target });
    lists++;
  }
  const rowOf = (name: string, from: number, to: number): RelevanceRow => {
    const inside = listed.filter(({ relevance }) => relevance >= from && relevance < to);
    const hits = inside.filter(({ hit }) => hit).length;
    const hitRate = hits / Math.max(1, inside.length);
    const spread = 1.96 * Math.sqrt((hitRate * (1 - hitRate)) / Math.max(1, inside.length));
    return { name, items: inside.length, hits, hitRate, '±': spread, perList: inside.length / lists };
  };
  return [
    ...ENDS.map((from, at) => rowOf(`relevance ${from} to ${ENDS[at + 1] ?? 1}`, from, ENDS[at + 1] ?? Number.POSITIVE_INFINITY)),
    ...ENDS.map((from) => rowOf(`minRelevance ${from}`, from, Number.POSITIVE_INFINITY)),
  ];
}
