import { weighHistory } from '../../profile/weigh-history.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import { usesPart } from '../measure/encoder-parts.js';
import { PARTS } from '../measure/part-scores.js';
import type { ProgressStep } from '../progress/progress.js';
import type { TestShopper } from '../split/test-shopper.js';
import { gainsOf, type ShopperScores, scoreShoppers } from '../tune/score-shoppers.js';
import type { Tunable } from '../tune/tunable-settings.js';
import { isBetter, searchEncoder, withPart } from '../tune/tune-encoder.js';

/**
 * Standard errors by which the lists must be better. The blend without the encoder was tuned on the very shoppers that judge, the one with it on others,
 * so the figure is too low rather than too high; and lists that are in truth no better cost a shop nothing but the bytes of the encoder.
 */
const CERTAINTY = 0.5;
/** Length of the lists that choose and judge, of which NDCG is taken: in long ones fewer shoppers have no say, so that a gain is told from chance sooner. */
const JUDGED = 100;
/** Parts that read the rows, and how the encoder is read. The other parts, which do not, keep their weights. */
const OF_ROWS: readonly Tunable[] = ['sharpness', 'encoder', 'foldIn', 'prototypes'];
/** Start of the search, where lists of all logs tried are near their best: sharpness, and weights in units of the followers' size. */
const START = { sharpness: 0.5, encoder: 0.35, foldIn: 0.1 } as const;
/**
 * Standard errors by which a change must be better. The best of many settings of a thousand shoppers is mostly the best of their chance: with half of
 * one, halves of the same shoppers chose weights a hundred times apart.
 */
const CAUTION = 1;

/** A pack and the settings of its lists. */
export interface Blended {
  readonly pack: Pack;
  readonly encoder: EncoderSettings;
}

/**
 * The blend of a pack with a sequence encoder and the rows that learned with it, if its lists are better than those of the pack without. The parts
 * that read rows get weights, and the encoder a sharpness, near those that serve other logs, if shoppers are not surely better with others; the other
 * parts keep theirs, so lists are as good as they can be until the encoder is there.
 * Cross-fitted: each half of the shoppers chooses what the other half judges; the encoder is used only if the gain of both halves together is half a
 * standard error above 0. More is not asked for: where the lists are in truth no better, the encoder costs nothing but its bytes; where they are, and
 * two thousand shoppers cannot be surer, leaving it out costs the shop the better lists. Blends of bands, in which the encoder would have no weight,
 * are left out with it; what it is compared with has them.
 *
 * @param known the pack without the encoder, with its blend; trained without these shoppers' targets, as the other pack
 * @param learned the pack with the encoder and its rows
 * @param shoppers whose targets decide, in random order
 * @param progress reports the shoppers scored
 * @returns the settings for the pack with the encoder; null where it does not help
 */
export async function tuneLearnedBlend(
  known: Blended,
  learned: Pack,
  shoppers: readonly TestShopper[],
  progress: ProgressStep,
): Promise<EncoderSettings | null> {
  const before = await gainsWithout(known, shoppers, progress);
  const { blend } = known.encoder;
  const bare = {
    ...known.encoder,
    bands: undefined,
    sharpness: START.sharpness,
    blend: { ...blend, foldIn: 0, prototypes: 0, encoder: 0 },
  };
  const after = await scoreShoppers({ pack: learned, shoppers, encoder: bare, tunable: OF_ROWS, progress });
  const without = withPart(after, bare, 'foldIn', START.foldIn);
  const usual = withPart(after, without, 'encoder', START.encoder);
  const choose = (scores: ShopperScores): EncoderSettings => {
    const start = isBetter(gainsOf(scores, usual, JUDGED), gainsOf(scores, without, JUDGED), 0) ? usual : without;
    return searchEncoder(scores, start, OF_ROWS, { cutoff: JUDGED, caution: CAUTION }).encoder;
  };
  const differences = [0, 1].flatMap((half) => {
    const chosen = choose(halfOf(after, 1 - half));
    return Array.from(gainsOf(halfOf(after, half), chosen, JUDGED), (gain, place) => gain - before[2 * place + half]);
  });
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / differences.length;
  const chosen = choose(after);
  return (chosen.blend.encoder ?? 0) > 0 && mean > CERTAINTY * Math.sqrt(variance / differences.length) ? chosen : null;
}

/** NDCG@100 of each shopper's list by the pack without the encoder, with the blend of its band. Shape [shoppers]. */
async function gainsWithout({ pack, encoder }: Blended, shoppers: readonly TestShopper[], progress: ProgressStep): Promise<Float64Array> {
  const scores = await scoreShoppers({ pack, shoppers, encoder, tunable: PARTS.filter((part) => usesPart(encoder, part)), progress });
  const bands = (encoder.bands ?? []).map(({ from, blend }) => ({ from, gains: gainsOf(scores, { ...encoder, blend }, JUDGED) }));
  return gainsOf(scores, encoder, JUDGED).map((gain, place) => {
    const { profile, now } = shoppers[place];
    const { length } = weighHistory(profile, pack.rowOf, encoder, now);
    return bands.findLast(({ from }) => from <= length)?.gains[place] ?? gain;
  });
}

function halfOf(scores: ShopperScores, half: number): ShopperScores {
  return { ...scores, stored: scores.stored.filter((_, place) => place % 2 === half) };
}
