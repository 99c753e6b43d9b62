import { weighHistory } from '../../profile/weigh-history.js';
import type { BlendBand, EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { ProgressStep } from '../progress/progress.js';
import type { TestShopper } from '../split/test-shopper.js';
import { gainsOf, type ShopperScores, scoreShoppers } from './score-shoppers.js';
import { WHOLE_BLEND } from './tunable-settings.js';
import { isBetter, searchEncoder } from './tune-encoder.js';

/** Distinct items of the history from which a band begins: cold, warm and hot shoppers. */
const BANDS = [1, 3, 10];
/** Minimum number of shoppers in a band, against overfitting. */
const FEWEST = 200;
/** Standard errors from which a band's blend is kept: by chance that happens once in forty times, and there are three bands. */
const CERTAINTY = 2;

const PARTS_ONLY = WHOLE_BLEND.filter((setting) => !setting.endsWith('Decay'));

/**
 * Tunes a separate blend for shoppers with short histories, and for those with long ones. Cross-fitted: each half of a band's
 * shoppers tunes a blend that is measured on the other half. The blend tuned on the whole band is kept only if the gain of both
 * halves together is `CERTAINTY` standard errors above 0. So no shopper measures a blend that was tuned on them.
 *
 * @param pack decoded, trained without these shoppers' targets
 * @param shoppers whose targets decide, in random order
 * @param encoder with the blend for all shoppers
 * @param progress reports the shoppers scored
 * @returns the encoder with the bands that were kept; unchanged where none was
 * @see Chernozhukov and others: Double/debiased machine learning, The Econometrics Journal 21, 2018, for cross-fitting
 */
export async function tuneBands(
  pack: Pack,
  shoppers: readonly TestShopper[],
  encoder: EncoderSettings,
  progress: ProgressStep,
): Promise<EncoderSettings> {
  const members = shoppersByBand(pack, shoppers, encoder);
  if (!members.some((band) => band.length >= FEWEST)) return encoder;
  const scores = await scoreShoppers({ pack, shoppers, encoder, tunable: PARTS_ONLY, progress });
  const bands = members.map((places, band): BlendBand => {
    // Weights are in units of all shoppers' score sizes, so that a band that tunes to the common blend has equal numbers.
    const own = { ...scores, stored: places.map((place) => scores.stored[place]) };
    return { from: BANDS[band], blend: places.length < FEWEST ? encoder.blend : bandBlend(own, encoder) };
  });
  return bands.every(({ blend }) => blend === encoder.blend) ? encoder : { ...encoder, bands: withoutRepeats(bands, encoder) };
}

/** Indices of the shoppers of each band. */
function shoppersByBand(pack: Pack, shoppers: readonly TestShopper[], encoder: EncoderSettings): number[][] {
  const members = BANDS.map((): number[] => []);
  for (const [place, { profile, now }] of shoppers.entries()) {
    const known = weighHistory(profile, pack.rowOf, encoder, now).length;
    const band = BANDS.filter((from) => from <= known).length - 1;
    if (band >= 0) members[band].push(place);
  }
  return members;
}

function bandBlend(own: ShopperScores, encoder: EncoderSettings): EncoderSettings['blend'] {
  const halves = [0, 1].map((half): ShopperScores => ({ ...own, stored: own.stored.filter((_, place) => place % 2 === half) }));
  const gainsBy = (settingsOf: (half: number) => EncoderSettings): Float64Array =>
    Float64Array.from(halves.flatMap((judging, half) => Array.from(gainsOf(judging, settingsOf(half)))));
  const chosen = gainsBy((half) => searchEncoder(halves[1 - half], encoder, PARTS_ONLY).encoder);
  const known = gainsBy(() => encoder);
  if (!isBetter(chosen, known, CERTAINTY)) return encoder.blend;
  return searchEncoder(own, encoder, PARTS_ONLY).encoder.blend;
}

/** Drops each band whose blend equals that of the band before it. */
function withoutRepeats(bands: readonly BlendBand[], encoder: EncoderSettings): BlendBand[] {
  return bands.filter(({ blend }, band) => blend !== (bands[band - 1]?.blend ?? encoder.blend));
}
