import { createBitset } from '../../core/numbers/bitset.js';
import { quantizeRows } from '../../pack/encode/quantize-rows.js';
import { createJsScorer } from '../../score/settle/js-scorer.js';
import { createWasmScorer } from '../../score/wasm/wasm-scorer.js';
import type { ScorerRows } from '../../types/scoring/scorer.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import { collectRows } from '../models/strongest-neighbours.js';
import type { ProgressStep } from '../progress/progress.js';

/** Items scored at a time. */
const BATCH = 64;

/**
 * Nearest neighbours by the cosine of the factors, over all pairs, with the scorer that ships. It costs items x items x dimensions;
 * rows are rounded to int8, as in a pack.
 *
 * @param factors shape [items, dimensions]; rows of zeros have no neighbours, and are no neighbours
 * @param dimensions a multiple of 4
 * @param most maximum number of neighbours per item, 1 to 999
 * @param progress reports the items finished
 */
export async function factorNeighbours(
  factors: Float32Array,
  dimensions: number,
  most: number,
  progress: ProgressStep,
): Promise<ItemNeighbours> {
  const items = factors.length / dimensions;
  const unit = factors.slice();
  for (let item = 0; item < items; item++) {
    const row = unit.subarray(item * dimensions, (item + 1) * dimensions);
    const norm = Math.hypot(...row);
    if (norm > 0) for (let k = 0; k < dimensions; k++) row[k] /= norm;
  }
  const source: ScorerRows = { items, dimensions, ...quantizeRows(unit, items, dimensions), bias: new Float32Array(items) };
  const scorer = await createWasmScorer(source).catch(() => createJsScorer(source));
  const noMask = createBitset(items);
  const none = { items: new Uint32Array(0), values: new Float32Array(0) };
  const found: { items: Uint32Array; scores: Float64Array }[] = [];
  try {
    for (let first = 0; first < items; first += BATCH) {
      const asked = Array.from({ length: Math.min(BATCH, items - first) }, (_, index) => first + index);
      const queries = asked.map((item) => ({
        vector: unit.subarray(item * dimensions, (item + 1) * dimensions),
        biasWeight: 0,
        additions: none,
      }));
      // One more than wanted: the first is usually the item itself.
      const tops = await scorer.scoreBatch(queries, Math.min(most + 1, items), noMask);
      for (const [index, { items: others, scores }] of tops.entries()) {
        const kept = Array.from(others.keys()).filter((place) => others[place] !== asked[index] && scores[place] > 0);
        kept.length = Math.min(kept.length, most);
        found.push({
          items: Uint32Array.from(kept, (place) => others[place]),
          scores: Float64Array.from(kept, (place) => Math.min(1, scores[place])),
        });
      }
      progress.update(found.length);
    }
  } finally {
    scorer.dispose();
  }
  return collectRows(items, (item) => found[item]);
}
