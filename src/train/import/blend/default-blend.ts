import { addBit, createBitset } from '../../../core/numbers/bitset.js';
import { sharpen } from '../../../core/numbers/sharpen.js';
import { foldIn } from '../../../query/fold-in.js';
import { nameItems } from '../../../query/name-items.js';
import { createJsScorer } from '../../../score/settle/js-scorer.js';
import { createWasmScorer } from '../../../score/wasm/wasm-scorer.js';
import type { HistoryItem } from '../../../types/history.js';
import type { EncoderSettings } from '../../../types/manifest.js';
import type { Neighbours, Pack } from '../../../types/pack.js';
import type { ScorerRows } from '../../../types/scoring/scorer.js';

/** Number of items that are scored as a history of one item. */
const TRIED = 100;
/** Number of largest scores whose mean is a part's size. */
const LARGEST = 10;
/** Weight of parts computed from factors, relative to tables counted from a log. */
const FACTOR_SHARE = 0.15;
/** Weight of the most popular item's popularity, relative to a typical top score: it breaks ties. */
const POPULARITY_SHARE = 0.05;

/**
 * Sharpness of a sequence encoder's scores where no log tells it: the best beside counted tables on Amazon Beauty (docs/scale.md). Of models trained by a
 * softmax the natural one would be 1; but what is added is not divided by a shopper's sum, and the gentler it is, the less the sums of shoppers differ.
 */
export const USUAL_SHARPNESS = 0.35;

/** Whether each table was counted from a log; other tables have no more information than the factors. */
export interface CountedTables {
  readonly neighbours: boolean;
  readonly followers: boolean;
}

/**
 * A blend for packs without a log to tune it on. Parts are scaled to equal size, measured as the mean of their ten largest scores
 * for a shopper with one item; of a sharpened encoder it is the median over such shoppers, since a mean would be that of a few. Then tables counted
 * from a log and the sequence encoder have the weight 1, and parts computed from factors `FACTOR_SHARE`. If no table was counted and there is no encoder, all parts have equal weights. docs/scale.md has the measurements.
 *
 * @param pack decoded, with its encoder
 * @param encoder all other settings; its sharpness is that of the sequence encoder
 * @param counted which tables were counted from a log
 */
export async function defaultBlend(pack: Pack, encoder: EncoderSettings, counted: CountedTables): Promise<EncoderSettings['blend']> {
  const rows: ScorerRows = { items: pack.items, dimensions: pack.dimensions, rows: pack.rows, scales: pack.scales, bias: pack.popularity };
  const tried = triedHistories(pack);
  const sums = { foldIn: 0, neighbours: 0, followers: 0, encoder: 0 };
  const sharpened: number[] = [];
  const scorer = await createWasmScorer(rows).catch(() => createJsScorer(rows));
  try {
    for (const history of tried) {
      const [{ row }] = history;
      const vector = foldIn(pack, history, encoder)?.vector;
      if (vector === undefined) continue;
      const itself = createBitset(pack.items);
      addBit(itself, row);
      const largestOf = async (dense: Float64Array): Promise<number> => {
        const additions = { items: new Uint32Array(0), values: new Float32Array(0) };
        const { scores } = await scorer.score({ vector: Float32Array.from(dense), biasWeight: 0, additions }, LARGEST, itself);
        return scores.reduce((sum, score) => sum + Math.max(0, score), 0);
      };
      sums.foldIn += await largestOf(vector);
      const parts = pack.attend?.(history) ?? [];
      if (encoder.sharpness === undefined) for (const part of parts) sums.encoder += await largestOf(part);
      else sharpened.push(largestSharpened(pack, parts, row, encoder.sharpness));
      sums.neighbours += largestSum(pack.neighbours, row);
      sums.followers += largestSum(pack.followers, row);
    }
  } finally {
    scorer.dispose();
  }
  sums.encoder += medianOf(sharpened) * sharpened.length;
  const usual = sums.foldIn / Math.max(1, tried.length) / LARGEST;
  const share = counted.neighbours || counted.followers || pack.attend !== undefined ? FACTOR_SHARE : 1;
  const worth = (part: number, times: number): number =>
    part > 0 && sums.foldIn > 0 ? Number(((times * sums.foldIn) / part).toPrecision(3)) : 0;
  return {
    foldIn: share,
    neighbours: worth(sums.neighbours, counted.neighbours ? 1 : share),
    followers: worth(sums.followers, 1),
    seen: 0,
    prototypes: 0,
    popularity: Number((POPULARITY_SHARE * usual).toPrecision(3)),
    ...(pack.attend === undefined ? {} : { encoder: worth(sums.encoder, 1) }),
  };
}

/**
 * The share of histories of one item for which an encoder names others, more than ten or a tenth of the catalogue: it names those with scores above 0
 * alone.
 *
 * @param pack decoded, with its encoder
 * @returns 0 to 1; 0 where no item has factors
 */
export function namingShare(pack: Pack): number {
  const histories = triedHistories(pack);
  const naming = histories.filter(
    (history) => nameItems(pack, pack.attend?.(history) ?? []).items.length > Math.min(LARGEST, pack.items / 10),
  );
  return histories.length === 0 ? 0 : naming.length / histories.length;
}

/** Histories of one item each, spread over the catalogue. */
function triedHistories(pack: Pack): HistoryItem[][] {
  const filled = Array.from(pack.scales.keys()).filter((row) => pack.scales[row] > 0);
  const tried = Math.min(TRIED, filled.length);
  return Array.from({ length: tried }, (_, place) => {
    const row = filled[Math.floor((place * filled.length) / tried)];
    return [{ row, itemId: pack.idOf(row), name: 'view_item', interest: 1, weight: 1, against: 0 }];
  });
}

/** Sum of the largest of what a sharpened encoder adds, but to the item itself. */
function largestSharpened(pack: Pack, parts: readonly Float64Array[], itself: number, sharpness: number): number {
  const { items, scores } = nameItems(pack, parts);
  const others = scores.filter((_, place) => items[place] !== itself);
  return others.slice(0, LARGEST).reduce((sum, score) => sum + sharpen(sharpness, score), 0);
}

/** The median of the numbers above 0; 0 without any. */
function medianOf(numbers: readonly number[]): number {
  const sorted = Float64Array.from(numbers.filter((value) => value > 0)).sort();
  return sorted[sorted.length >> 1] ?? 0;
}

/** Sum of the largest weights of a row, which is sorted. */
function largestSum({ offsets, weights, scales }: Neighbours, row: number): number {
  let sum = 0;
  for (let entry = offsets[row]; entry < Math.min(offsets[row + 1], offsets[row] + LARGEST); entry++) sum += weights[entry] * scales[row];
  return sum;
}
