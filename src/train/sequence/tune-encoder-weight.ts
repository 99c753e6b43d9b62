import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { ProgressStep } from '../progress/progress.js';
import type { TestShopper } from '../split/test-shopper.js';
import { gainsOf, type ShopperScores, scoreShoppers } from '../tune/score-shoppers.js';
import { searchEncoder } from '../tune/tune-encoder.js';

/** Standard errors by which the lists must be better. */
const CERTAINTY = 2;

/**
 * The weight of the sequence encoder beside the other parts of a blend, which stay as they are: so lists are as good as without it until it is
 * there. Cross-fitted: each half of the shoppers chooses a weight that the other half judges; the encoder is used only if the gain of
 * both halves together is `CERTAINTY` standard errors above 0.
 *
 * @param pack with the encoder, trained without these shoppers' targets
 * @param shoppers whose targets decide, in random order
 * @param encoder with the blend of the other parts
 * @param progress reports the shoppers scored
 * @returns the encoder settings; the same where the encoder does not help
 */
export async function tuneEncoderWeight(
  pack: Pack,
  shoppers: readonly TestShopper[],
  encoder: EncoderSettings,
  progress: ProgressStep,
): Promise<EncoderSettings> {
  const scores = await scoreShoppers({ pack, shoppers, encoder, tunable: ['encoder'], progress });
  const halves = [0, 1].map((half): ShopperScores => ({ ...scores, stored: scores.stored.filter((_, place) => place % 2 === half) }));
  const differences = halves.flatMap((judging, half) => {
    const chosen = searchEncoder(halves[1 - half], encoder, ['encoder']).encoder;
    const known = gainsOf(judging, encoder);
    return Array.from(gainsOf(judging, chosen), (gain, place) => gain - known[place]);
  });
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / differences.length;
  return mean > CERTAINTY * Math.sqrt(variance / differences.length) ? searchEncoder(scores, encoder, ['encoder']).encoder : encoder;
}
