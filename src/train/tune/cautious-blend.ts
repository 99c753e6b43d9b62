import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { ProgressStep } from '../progress/progress.js';
import type { TestShopper } from '../split/test-shopper.js';
import { gainsOf, scoreShoppers } from './score-shoppers.js';
import { WHOLE_BLEND } from './tunable-settings.js';
import { isBetter } from './tune-encoder.js';

/** Standard errors by which a tuned blend must be better: it was chosen on the same shoppers. */
const CERTAINTY = 2;

/**
 * The encoder of a shop in which no blend could be tuned: item-to-item scores lead, because with few events the factors are mostly noise.
 *
 * @param encoder other settings
 */
export function usualBlend(encoder: EncoderSettings): EncoderSettings {
  const { popularity } = encoder.blend;
  return { ...encoder, blend: { foldIn: 0.1, neighbours: 1, followers: 1, seen: 0, prototypes: 0, popularity } };
}

/**
 * A tuned blend, if it is surely better than the usual one on the shoppers that it was tuned on; else the usual one. A blend tuned on twenty
 * shoppers fits their chance.
 *
 * @param pack decoded, trained without these shoppers' targets
 * @param shoppers that the blend was tuned on
 * @param tuned the tuned encoder
 * @param progress reports the shoppers scored
 */
export async function cautiousBlend(
  pack: Pack,
  shoppers: readonly TestShopper[],
  tuned: EncoderSettings,
  progress: ProgressStep,
): Promise<EncoderSettings> {
  const usual = usualBlend({
    ...tuned,
    positionDecay: pack.manifest.encoder.positionDecay,
    followerDecay: pack.manifest.encoder.followerDecay,
  });
  const decays = [usual.positionDecay, usual.followerDecay];
  const scores = await scoreShoppers({ pack, shoppers, encoder: tuned, tunable: WHOLE_BLEND, progress, decays });
  return isBetter(gainsOf(scores, tuned), gainsOf(scores, usual), CERTAINTY) ? tuned : usual;
}
