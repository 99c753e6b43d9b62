import type { ModelCard } from '../../types/manifest.js';
import { type ColdStartSettings, DEFAULT_COLD_START, MAX_SUPPORT } from '../content/cold-start-settings.js';
import type { StepLog } from '../progress/step-log.js';
import type { TestShopper } from '../shoppers/test-shopper.js';
import type { NewItemTrial } from './new-item-trial.js';

/** Tried in this order, as long as the price is right. */
const STRENGTHS = [0, 0.25, 0.35, 0.5, 0.7, 1, 1.4, 2];
/** Lengths of mapped factors tried beside 0, as long as the price is right and new items gain. */
const FACTORS = [0.25, 0.5, 1];
/** Supports tried beside 1. */
const SUPPORTS = [3, MAX_SUPPORT];
/** What room for new items may cost the lists of those who go on to known ones, as a share of their gain; less is not told from chance. */
const PRICE = 0.01;
/** Fewer of either kind would choose by chance. */
const FEWEST_SHOPPERS = 20;
/** More shoppers of either kind tell little more. */
export const MAX_SHOPPERS = 300;

/**
 * Chooses how strong content is: new items get the more room, the more they make of it, as long as what known items lose to them
 * stays below a hundredth of their gain; of equal strengths the highest, since nobody can like what is never shown. Mapped factors come in where
 * new items gain still more at that price. Then items of few shoppers are helped out in the same way, if lists gain by a hundredth.
 *
 * @param trial a shop with new items
 * @param shoppers of both kinds, none of them in training
 * @param steps told what is done
 * @returns null where even content's own help harms: then it is left out
 */
export async function tuneColdStart(
  trial: NewItemTrial,
  shoppers: readonly TestShopper[],
  steps: StepLog,
): Promise<ColdStartSettings | null> {
  const reachable = shoppers.filter(({ target }) => target >= 0);
  const waiting = reachable.filter(({ target }) => trial.isNew(target)).slice(0, MAX_SHOPPERS);
  const others = reachable.filter(({ target }) => !trial.isNew(target)).slice(0, MAX_SHOPPERS);
  if (Math.min(waiting.length, others.length) < FEWEST_SHOPPERS) return DEFAULT_COLD_START;
  const asked = [...waiting, ...others];
  return steps.run(
    'choosing what content is worth',
    async (step) => {
      const without = await trial.measure(asked, null);
      let best: { settings: ColdStartSettings; fresh: number; known: number } | null = null;
      for (const [turn, strength] of STRENGTHS.entries()) {
        const settings = { strength, factors: 0, support: 1 };
        const { fresh, known } = await trial.measure(asked, settings);
        step.update(turn + 1);
        if (known.gain < (1 - PRICE) * without.known.gain) break;
        if (best === null || fresh.gain >= best.fresh) best = { settings, fresh: fresh.gain, known: known.gain };
      }
      if (best === null) return null;
      for (const [turn, factors] of FACTORS.entries()) {
        const settings: ColdStartSettings = { ...best.settings, factors };
        const { fresh, known } = await trial.measure(asked, settings);
        step.update(STRENGTHS.length + turn + 1);
        if (known.gain < (1 - PRICE) * without.known.gain) break;
        if (fresh.gain > best.fresh) best = { settings, fresh: fresh.gain, known: known.gain };
      }
      for (const [turn, support] of SUPPORTS.entries()) {
        const settings: ColdStartSettings = { ...best.settings, support };
        const { fresh, known } = await trial.measure(asked, settings);
        step.update(STRENGTHS.length + FACTORS.length + turn + 1);
        if (known.gain > (1 + PRICE) * best.known) best = { settings, fresh: fresh.gain, known: known.gain };
      }
      return best.settings;
    },
    STRENGTHS.length + FACTORS.length + SUPPORTS.length,
    'settings',
  );
}

/**
 * The card of content in the manifest: what new items, and known ones, gain by it.
 *
 * @param trial a shop with new items
 * @param shoppers who are measured, none of them in training nor tuned on
 * @param settings that ship
 * @param dimensions columns of the content vectors
 */
export async function coldStartCard(
  trial: NewItemTrial,
  shoppers: readonly TestShopper[],
  settings: ColdStartSettings,
  dimensions: number,
): Promise<ModelCard> {
  const without = await trial.measure(shoppers, null);
  const { fresh, known } = await trial.measure(shoppers, settings);
  const metrics: Record<string, number> = {};
  for (const [name, before, after] of [
    ['new items', without.fresh, fresh],
    ['known items', without.known, known],
  ] as const) {
    metrics[`${name}, shoppers`] = after.shoppers;
    if (after.shoppers === 0) continue;
    metrics[`${name}, NDCG@20`] = rounded(after.gain);
    metrics[`${name}, NDCG@20 without content`] = rounded(before.gain);
    metrics[`${name}, HR@20`] = rounded(after['HR@20']);
    metrics[`${name}, HR@20 without content`] = rounded(before['HR@20']);
  }
  return { name: 'content', parameters: { ...settings, dimensions }, metrics };
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
