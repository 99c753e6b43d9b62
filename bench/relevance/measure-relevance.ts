import { addBit, createBitset } from '../../src/core/bitset.js';
import { encoderOfBand } from '../../src/core/encoder-of-band.js';
import { relevanceScale } from '../../src/engine/relevance-step.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { weighHistory } from '../../src/profile/weigh-history.js';
import { encodeHistory } from '../../src/query/encode-history.js';
import { createJsScorer } from '../../src/score/js-scorer.js';
import { checkPack } from '../../src/train/read-pack.js';
import type { ShelfEvent } from '../../src/types/event.js';

const REACH = 100;
const EDGES = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1];

/**
 * Does relevance say how likely an item is the shopper's next? Hits among the best 100 items of each shopper, by their relevance.
 *
 * @param folder of a pack that was built without these shoppers
 * @param shoppers item ids, oldest first; the last is to be found
 * @returns a row per bucket of relevance, and length of the history
 */
export async function measureRelevance(
  folder: string,
  shoppers: readonly (readonly string[])[],
): Promise<Record<string, number | string>[]> {
  const { pack, faults } = await checkPack(folder);
  if (pack === null) throw new Error(`The pack in ${folder} cannot be read: ${faults.join(' ')}`);
  const scorer = createJsScorer({ ...pack, bias: pack.popularity });
  const { encoder } = pack.manifest;
  const names = ['history 1 to 2', 'history 3 to 9', 'history 10+'];
  const listed = names.map(() => new Float64Array(EDGES.length));
  const found = names.map(() => new Float64Array(EDGES.length));
  for (const items of shoppers) {
    const rows = items.map(pack.rowOf).filter((row) => row >= 0);
    const target = rows.pop() ?? -1;
    if (rows.length === 0 || rows.includes(target)) continue;
    const events = rows.map(
      (row, at): ShelfEvent => ({ id: String(at).padStart(12, '0'), name: 'view_item', time: 0, items: [{ item_id: pack.idOf(row) }] }),
    );
    const history = weighHistory(foldEvents(emptyProfile(), events), pack.rowOf, encoder, 0);
    const { query } = encodeHistory(pack, history, encoderOfBand(encoder, history));
    const mask = createBitset(pack.items);
    for (const row of rows) addBit(mask, row);
    const relevanceOf = relevanceScale(pack, query);
    const top = await scorer.score(query, REACH, mask);
    const group = rows.length < 3 ? 0 : rows.length < 10 ? 1 : 2;
    for (const [place, row] of top.items.entries()) {
      const relevance = relevanceOf(top.scores[place]);
      const bucket = EDGES.findLastIndex((edge) => relevance >= edge);
      listed[group][bucket]++;
      if (row === target) found[group][bucket]++;
    }
  }
  return names.flatMap((name, group) =>
    EDGES.slice(0, -1).map((edge, bucket) => ({
      name,
      relevance: `${edge} to ${EDGES[bucket + 1]}`,
      listed: listed[group][bucket],
      hits: found[group][bucket],
      'hits per 1000': (1000 * found[group][bucket]) / listed[group][bucket],
    })),
  );
}
