import { hasBit } from '../../core/numbers/bitset.js';
import { excludeItems } from '../../rerank/exclude-items.js';
import type { Pack } from '../../types/pack.js';
import type { StepLog } from '../progress/step-log.js';
import { countNewItems, listedItems } from '../relevance/count-new-items.js';
import type { EvaluatedRelevance } from '../relevance/evaluated-relevance.js';
import { fitCurve } from '../relevance/fit-curve.js';
import { type Prediction, predictions, reliabilityOf } from '../relevance/reliability.js';
import { FEWEST_FITTING, LISTED_PLACES } from '../relevance/try-relevance.js';
import type { Split } from '../split/split.js';
import type { TestShopper } from '../split/test-shopper.js';
import type { TrainedFold } from './train-fold.js';

/** What the curve of one fold predicts. */
export interface FoldRelevance {
  readonly predicted: readonly Prediction[];
  readonly shoppers: number;
  /** Why there is no curve, as the end of a sentence; null where there is one. */
  readonly lacks: string | null;
}

/** Maximum number of shoppers of a fold, evenly spread: more would change the figures little, and each costs a list. */
const MAX_SHOPPERS = 2000;

/**
 * Fits the curve of a fold as a build does, on the shoppers whom the blend was tuned on, and reads it for the lists of the shoppers measured.
 *
 * @param split of the fold
 * @param trained the fold's blend
 * @param steps reports the progress
 */
export async function predictRelevance({ tuning, test }: Split, trained: TrainedFold, steps: StepLog): Promise<FoldRelevance> {
  const encoder = trained.encoderOf('blend');
  const { pack } = await trained.packOf('blend');
  const fitting = withNewTargets(pack, tuning);
  const none = (lacks: string): FoldRelevance => ({ predicted: [], shoppers: 0, lacks });
  if (fitting.length < FEWEST_FITTING) return none(`${fitting.length} tuning shoppers can fit its curve, fewer than ${FEWEST_FITTING}`);
  const tuningPack = await trained.tuningPack();
  const count = (progress: Parameters<typeof countNewItems>[0]['progress']) =>
    countNewItems({ pack: tuningPack, encoder, shoppers: fitting, progress });
  const curve = fitCurve(await steps.run('fitting relevance', count, fitting.length, 'shoppers'));
  if (curve === null) return none('too few tuning shoppers went on to an item that stood out for them');
  const all = withNewTargets(pack, test);
  const stride = Math.max(1, all.length / MAX_SHOPPERS);
  const shoppers = Array.from({ length: Math.min(all.length, MAX_SHOPPERS) }, (_, at) => all[Math.floor(at * stride)]);
  const listed = await steps.run(
    'measuring relevance',
    (progress) => listedItems({ pack, encoder, shoppers, progress }, LISTED_PLACES),
    shoppers.length,
    'shoppers',
  );
  return { predicted: predictions(curve, listed), shoppers: shoppers.length, lacks: null };
}

/**
 * Summarises the folds: the predictions of all their curves beside what the shoppers went on to.
 *
 * @param folds null where the blend was not measured
 */
export function summarizeRelevance(folds: readonly (FoldRelevance | null)[]): EvaluatedRelevance {
  const measured = folds.flatMap((fold) => fold ?? []);
  const predicted = measured.flatMap((fold) => fold.predicted);
  const shoppers = measured.reduce((sum, fold) => sum + fold.shoppers, 0);
  if (predicted.length === 0) {
    const lacks = measured.length === 0 ? 'it is of the blend, which is not among the models' : measured.find((fold) => fold.lacks)?.lacks;
    return { reason: `Relevance: not measured, as ${lacks ?? 'no shopper has a list to measure it on'}.`, shoppers, reliability: null };
  }
  const { error, loss, plainLoss, ...rest } = reliabilityOf(predicted);
  const told = `on the lists of ${shoppers} shoppers, its expected calibration error is ${error.toFixed(4)}, its log loss ${loss.toFixed(4)}`;
  const reason = `Relevance, by a curve that the tuning shoppers fit: ${told}, and that of one number for all ${plainLoss.toFixed(4)}.`;
  return { reason, shoppers, reliability: { error, loss, plainLoss, ...rest } };
}

/** Shoppers with a history who go on to an item that is new to them, and the first of these. */
function withNewTargets(pack: Pack, shoppers: readonly TestShopper[]): TestShopper[] {
  return shoppers.flatMap((shopper) => {
    if (shopper.profile.interactions.length === 0) return [];
    const seen = excludeItems(pack, shopper.profile, 'seen');
    const target = shopper.targets.find((row) => row < 0 || !hasBit(seen, row));
    return target === undefined ? [] : [{ ...shopper, target }];
  });
}
