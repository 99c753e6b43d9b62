import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { ProgressStep } from '../progress/progress.js';
import type { TestShopper } from '../split/test-shopper.js';
import { WHOLE_BLEND } from './tunable-settings.js';
import { blendStart, tuneEncoder } from './tune-encoder.js';

/**
 * Tunes the blend that ships: first all settings, on lists of new items; then only the weight and decay of seen items, on lists
 * that may contain them.
 *
 * @param pack decoded, trained without these shoppers
 * @param tuning shoppers whose targets are new items
 * @param returning shoppers whose targets may be seen items
 * @param start of the search
 * @param progress reports the shoppers scored
 */
export async function chooseBlend(
  pack: Pack,
  tuning: readonly TestShopper[],
  returning: readonly TestShopper[],
  start: EncoderSettings,
  progress: ProgressStep,
): Promise<EncoderSettings> {
  const { encoder } = await tuneEncoder(pack, tuning, blendStart(start), WHOLE_BLEND, progress);
  return (await tuneEncoder(pack, returning, encoder, ['seen', 'seenDecay', 'seen'], progress)).encoder;
}
