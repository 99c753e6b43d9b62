import { weighHistory } from '../../profile/weigh-history.js';
import type { BlendBand, EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { ProgressStep } from '../progress/progress.js';
import type { TestShopper } from '../shoppers/test-shopper.js';
import { gainsOf, type ShopperScores, scoreShoppers, searchEncoder, WHOLE_BLEND } from './tune-encoder.js';

/** Distinct items from which a band begins: cold, warm and hot shoppers. */
const BANDS = [1, 3, 10];
/** Fewer shoppers in a band would fit chance. */
const FEWEST = 200;
/** A band's blend is kept from so many standard errors on: less happens by chance once in forty times, and there are three bands. */
const CERTAINTY = 2;

const PARTS_ONLY = WHOLE_BLEND.filter((setting) => !setting.endsWith('Decay'));

/**
 * Looks whether shoppers of whom little, or much, is known want a blend of their own. Cross-fitted: each half of a band's shoppers
 * chooses a blend that the other half judges, and only where the gains of both judged halves together lie `CERTAINTY` standard
 * errors above 0 is the blend kept that the whole band chooses. So no shopper judges what they helped to choose.
 *
 * @param pack decoded, trained without these shoppers' targets
 * @param shoppers whose targets decide, in random order
 * @param encoder with the blend for everybody
 * @param progress told the shoppers scored
 * @returns the encoder, with the bands that earned their place; where none did, as it was
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
  const scores = await scoreShoppers(pack, shoppers, encoder, PARTS_ONLY, progress);
  const bands = members.map((places, band): BlendBand => {
    // Worths are counted in the sizes of all shoppers' scores, so that a band that wants what holds already chooses the very same.
    const own = { ...scores, stored: places.map((place) => scores.stored[place]) };
    return { from: BANDS[band], blend: places.length < FEWEST ? encoder.blend : bandBlend(own, encoder) };
  });
  return bands.every(({ blend }) => blend === encoder.blend) ? encoder : { ...encoder, bands: withoutRepeats(bands, encoder) };
}

/** Places of the shoppers of each band. */
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
  const differences = halves.flatMap((judging, half) => {
    const chosen = searchEncoder(halves[1 - half], encoder, PARTS_ONLY).encoder;
    const known = gainsOf(judging, encoder);
    return Array.from(gainsOf(judging, chosen), (gain, place) => gain - known[place]);
  });
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / differences.length;
  if (mean <= CERTAINTY * Math.sqrt(variance / differences.length)) return encoder.blend;
  return searchEncoder(own, encoder, PARTS_ONLY).encoder.blend;
}

/** A band that would say what already holds is left out. */
function withoutRepeats(bands: readonly BlendBand[], encoder: EncoderSettings): BlendBand[] {
  return bands.filter(({ blend }, band) => blend !== (bands[band - 1]?.blend ?? encoder.blend));
}
