import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { StepLog } from '../progress/step-log.js';
import type { HeldOut } from '../split/hold-out.js';
import { countNewItems, listedItems } from './count-new-items.js';
import { fitCurve } from './fit-curve.js';
import { noRelevance, type RelevanceChoice } from './relevance-choice.js';
import { reliability } from './reliability.js';

/** Held-out shoppers below which a curve would be chance, and might tell of single shoppers. */
export const FEWEST_FITTING = 200;
/** Places of the lists on which a curve is measured. */
export const LISTED_PLACES = 12;

/** Input of `tryRelevance`. */
interface RelevanceTrial {
  /** Trained without the shoppers held out. */
  readonly pack: Pack;
  /** Settings of the lists that ship. */
  readonly encoder: EncoderSettings;
  readonly heldOut: Pick<HeldOut, 'tuning' | 'measuring'>;
  readonly steps: StepLog;
}

/**
 * Fits the curve from scores to chances on one half of the shoppers held out of training, and measures on the other half how far it is to be relied
 * on. It is used if it predicts better there than one number for all items does.
 *
 * @param trial pack and shoppers
 */
export async function tryRelevance({ pack, encoder, heldOut, steps }: RelevanceTrial): Promise<RelevanceChoice> {
  const { tuning, measuring } = heldOut;
  if (tuning.length < FEWEST_FITTING)
    return noRelevance(`not tried: ${tuning.length} held-out shoppers can fit its curve, fewer than ${FEWEST_FITTING}`);
  const counts = await steps.run(
    'fitting relevance',
    (progress) => countNewItems({ pack, encoder, shoppers: tuning, progress }),
    tuning.length,
    'shoppers',
  );
  const curve = fitCurve(counts);
  if (curve === null) return noRelevance('too few held-out shoppers went on to an item that stood out for them');
  const listed = await steps.run(
    'measuring relevance',
    (progress) => listedItems({ pack, encoder, shoppers: measuring, progress }, LISTED_PLACES),
    measuring.length,
    'shoppers',
  );
  if (listed.length === 0) return noRelevance('no held-out shopper has a list to measure it on');
  const measured = reliability(curve, listed);
  const used = measured.loss < measured.plainLoss;
  const told = `on the lists of ${measuring.length} shoppers who did not fit it, its expected calibration error is ${measured.error.toFixed(4)}, its log loss ${measured.loss.toFixed(4)}, and that of one number for all ${measured.plainLoss.toFixed(4)}`;
  return {
    used,
    reason: `Relevance: ${told}, so ${used ? 'the pack has its curve' : 'the pack has no curve, and items have none'}.`,
    card: {
      name: 'relevance',
      parameters: { used: used ? 'yes' : 'no', points: curve.deviations.length, shoppers: tuning.length },
      metrics: {
        'calibration error': rounded(measured.error),
        'log loss': rounded(measured.loss),
        'log loss of one number': rounded(measured.plainLoss),
        shoppers: measuring.length,
      },
    },
    reliability: measured,
    curve: used ? curve : null,
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
