import { addBit, createBitset } from '../../core/numbers/bitset.js';
import { foldIn } from '../../query/fold-in.js';
import { createJsScorer } from '../../score/settle/js-scorer.js';
import { createWasmScorer } from '../../score/wasm/wasm-scorer.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Neighbours, Pack } from '../../types/pack.js';
import type { ScorerRows } from '../../types/scoring/scorer.js';

/** Items that are tried as a whole history. */
const TRIED = 100;
/** Scores from which a part's size is taken. */
const LARGEST = 10;
/** What the parts made of factors count beside tables counted from a log. */
const FACTOR_SHARE = 0.15;
/** What the most popular item's popularity counts beside a usual top score: it orders what nothing else tells apart. */
const POPULARITY_SHARE = 0.05;

/** Which tables were counted from a log? The others know no more than the factors do. */
interface CountedTables {
  readonly neighbours: boolean;
  readonly followers: boolean;
}

/**
 * A blend for packs whose log is not at hand to choose it on. Each part is brought to the same size, measured as the mean of its
 * ten largest scores for a shopper of one item; tables counted from a log then count whole, and what comes of the factors
 * `FACTOR_SHARE` of that. Where nothing was counted, the parts have an equal say. The figures behind it are in docs/scale.md.
 *
 * @param pack decoded
 * @param encoder all other settings
 * @param counted which tables know more than the factors
 */
export async function defaultBlend(pack: Pack, encoder: EncoderSettings, counted: CountedTables): Promise<EncoderSettings['blend']> {
  const rows: ScorerRows = { items: pack.items, dimensions: pack.dimensions, rows: pack.rows, scales: pack.scales, bias: pack.popularity };
  const filled = Array.from(pack.scales.keys()).filter((row) => pack.scales[row] > 0);
  const tried = Array.from(
    { length: Math.min(TRIED, filled.length) },
    (_, place) => filled[Math.floor((place * filled.length) / Math.min(TRIED, filled.length))],
  );
  const sums = { foldIn: 0, neighbours: 0, followers: 0 };
  const scorer = await createWasmScorer(rows).catch(() => createJsScorer(rows));
  try {
    for (const row of tried) {
      const history = [{ row, itemId: pack.idOf(row), name: 'view_item' as const, interest: 1, weight: 1, against: 0 }];
      const vector = foldIn(pack, history, encoder)?.vector;
      if (vector === undefined) continue;
      const itself = createBitset(pack.items);
      addBit(itself, row);
      const query = {
        vector: Float32Array.from(vector),
        biasWeight: 0,
        additions: { items: new Uint32Array(0), values: new Float32Array(0) },
      };
      const { scores } = await scorer.score(query, LARGEST, itself);
      sums.foldIn += scores.reduce((sum, score) => sum + Math.max(0, score), 0);
      sums.neighbours += largestSum(pack.neighbours, row);
      sums.followers += largestSum(pack.followers, row);
    }
  } finally {
    scorer.dispose();
  }
  const usual = sums.foldIn / Math.max(1, tried.length) / LARGEST;
  const share = counted.neighbours || counted.followers ? FACTOR_SHARE : 1;
  const worth = (part: number, times: number): number =>
    part > 0 && sums.foldIn > 0 ? Number(((times * sums.foldIn) / part).toPrecision(3)) : 0;
  return {
    foldIn: share,
    neighbours: worth(sums.neighbours, counted.neighbours ? 1 : share),
    followers: worth(sums.followers, 1),
    seen: 0,
    prototypes: 0,
    popularity: Number((POPULARITY_SHARE * usual).toPrecision(3)),
  };
}

/** Entries of a row stand strongest first. */
function largestSum({ offsets, weights, scales }: Neighbours, row: number): number {
  let sum = 0;
  for (let entry = offsets[row]; entry < Math.min(offsets[row + 1], offsets[row] + LARGEST); entry++) sum += weights[entry] * scales[row];
  return sum;
}
