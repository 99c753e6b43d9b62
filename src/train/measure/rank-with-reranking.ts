import { discountStep, floorStep, objectiveStep } from '../../engine/aims/aim-steps.js';
import { rotationStep, VARIETY_REACH, VARIETY_STEPS, type VarietyRequest } from '../../engine/plan/variety-steps.js';
import { fitPrices } from '../../rules/fit-prices.js';
import type { Interaction, Profile } from '../../types/profile.js';
import type { ListStep } from '../../types/scoring/candidate.js';
import { type RankShopper, rankShopper } from './rank-shopper.js';

/** Steps whose cost in accuracy can be measured, by their names in evaluations. */
export const RERANKING_STEPS = [
  'diversity',
  'calibration',
  'rotation',
  'exploration',
  'price-fit',
  'popularity-discount',
  'exposure-floor',
] as const;

/** Name of the step towards an objective, whose strength is a weight. */
export const OBJECTIVE_STEP = 'objective';

/** One step alone. */
export interface RerankingSetting {
  readonly step: (typeof RERANKING_STEPS)[number] | typeof OBJECTIVE_STEP;
  /** Strength, above 0 to 1; of the objective -1 to 1, not 0. */
  readonly value: number;
}

/** Seconds after which a shown item has fully recovered, as in the browser. */
const ROTATION_TIME = 7200;
/** Milliseconds from the first visit to the second, when a shown item has half recovered: rotation changes nothing before. */
const SECOND_VISIT_MS = (1000 * ROTATION_TIME) / 2;

const REQUESTS: Readonly<Partial<Record<RerankingSetting['step'], (value: number) => Omit<VarietyRequest, 'count'>>>> = {
  diversity: (diversity) => ({ diversity }),
  calibration: (calibration) => ({ calibration }),
  rotation: (rotationRate) => ({ rotationRate, rotationTime: ROTATION_TIME }),
  exploration: (exploration) => ({ exploration }),
};

/**
 * Makes a ranking with one step after the scores, by the browser's own steps. Shop logs do not record impressions, so rotation is measured on a
 * list requested an hour after the shopper saw the plain one, of the same length.
 *
 * @param setting the step and its strength
 * @param seed of the draws of exploration, which differ from shopper to shopper
 * @param objective values of the objective's attribute, by row, NaN where it is not known, and its name. Default: none are known
 * @returns ranks in place of `rankShopper`
 */
export function rankWithReranking(
  { step, value }: RerankingSetting,
  seed: number,
  objective: { readonly values: ArrayLike<number>; readonly attribute: string } = { values: [], attribute: '' },
): RankShopper {
  return (context, { count, exclude }) => {
    const { pack, profile, now } = context;
    const request = { ...REQUESTS[step]?.(value), count, seed: seed + historyNumber(profile) };
    const rotation: ListStep = {
      name: 'rotation',
      apply: (candidates) => {
        const shown = candidates.slice(0, count).map(({ row }) => pack.idOf(row));
        return rotationStep({ pack, profile: withShown(profile, shown, now), now }, request)?.apply(candidates) ?? candidates;
      },
    };
    const steps = [
      step === 'price-fit' ? fitPrices(pack, profile, value) : null,
      step === 'rotation' ? rotation : null,
      step === OBJECTIVE_STEP ? objectiveStep(pack, { ...objective, weight: value }) : null,
      step === 'popularity-discount' ? discountStep(pack, value) : null,
      ...VARIETY_STEPS.map((make) => make(context, request)),
      step === 'exposure-floor' ? floorStep(pack, value, count) : null,
    ].flatMap((made) => made ?? []);
    return rankShopper(context, { count, exclude, plan: { reach: VARIETY_REACH, steps } });
  };
}

/** The shopper after an impression of the items one visit ago. */
function withShown(profile: Profile, itemIds: readonly string[], now: number): Profile {
  const shown = itemIds.map(
    (itemId): Interaction => ({ itemId, name: 'view_item_list', time: now - SECOND_VISIT_MS, eventId: 'shown', amount: 1 }),
  );
  return { ...profile, recorded: [...profile.recorded, ...shown] };
}

/** A hash of the history (FNV-1a), so that shoppers draw differently. */
function historyNumber({ interactions }: Profile): number {
  let hash = 0x811c9dc5;
  for (const { itemId } of interactions) {
    for (let at = 0; at < itemId.length; at++) hash = Math.imul(hash ^ itemId.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
