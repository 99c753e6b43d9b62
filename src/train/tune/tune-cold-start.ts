import type { ModelCard } from '../../types/manifest.js';
import { type ColdStartSettings, DEFAULT_COLD_START, MAX_SUPPORT } from '../content/cold-start-settings.js';
import type { StepLog } from '../progress/step-log.js';
import type { TestShopper } from '../split/test-shopper.js';
import type { NewItemTrial } from './new-item-trial.js';

/** Candidate strengths, in this order, until the cost exceeds `PRICE`. */
const STRENGTHS = [0, 0.25, 0.35, 0.5, 0.7, 1, 1.4, 2];
/** Candidate lengths of mapped factors besides 0, until the cost exceeds `PRICE`. */
const FACTORS = [0.25, 0.5, 1];
/** Candidate supports besides 1. */
const SUPPORTS = [3, MAX_SUPPORT];
/** Maximum cost of new items: the share of their NDCG that targets with history may lose. Less is within chance. */
const PRICE = 0.01;
/** Minimum number of shoppers of either kind; with fewer the choice would be chance. */
const FEWEST_SHOPPERS = 20;
/** Maximum number of shoppers of either kind; more add little. */
export const MAX_SHOPPERS = 300;

/**
 * Tunes the cold-start settings. The strength is the one with the best NDCG of new items, as long as known items lose less than a
 * hundredth of theirs; of equal strengths the highest, because items that are never shown cannot be liked. Then mapped factors are
 * used if new items gain more by them at that cost, and items with few shoppers are included if known items gain a hundredth.
 *
 * @param trial models without their knowledge of some items
 * @param shoppers of both kinds, none of them in training
 * @param steps reports the progress
 * @returns null where known items lose more with any strength: then content is not used
 */
export async function tuneColdStart(
  trial: NewItemTrial,
  shoppers: readonly TestShopper[],
  steps: StepLog,
): Promise<ColdStartSettings | null> {
  const reachable = shoppers.filter(({ target }) => target >= 0);
  const toNewItems = reachable.filter(({ target }) => trial.isNew(target)).slice(0, MAX_SHOPPERS);
  const toKnownItems = reachable.filter(({ target }) => !trial.isNew(target)).slice(0, MAX_SHOPPERS);
  if (Math.min(toNewItems.length, toKnownItems.length) < FEWEST_SHOPPERS) return DEFAULT_COLD_START;
  const sample = [...toNewItems, ...toKnownItems];
  return steps.run(
    'tuning content',
    async (step) => {
      const without = await trial.measure(sample, null);
      let best: { settings: ColdStartSettings; fresh: number; known: number } | null = null;
      for (const [turn, strength] of STRENGTHS.entries()) {
        const settings = { strength, factors: 0, support: 1 };
        const { fresh, known } = await trial.measure(sample, settings);
        step.update(turn + 1);
        if (known.gain < (1 - PRICE) * without.known.gain) break;
        if (best === null || fresh.gain >= best.fresh) best = { settings, fresh: fresh.gain, known: known.gain };
      }
      if (best === null) return null;
      for (const [turn, factors] of FACTORS.entries()) {
        const settings: ColdStartSettings = { ...best.settings, factors };
        const { fresh, known } = await trial.measure(sample, settings);
        step.update(STRENGTHS.length + turn + 1);
        if (known.gain < (1 - PRICE) * without.known.gain) break;
        if (fresh.gain > best.fresh) best = { settings, fresh: fresh.gain, known: known.gain };
      }
      for (const [turn, support] of SUPPORTS.entries()) {
        const settings: ColdStartSettings = { ...best.settings, support };
        const { fresh, known } = await trial.measure(sample, settings);
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
 * The model card of content: metrics of new items and of known items, with and without it.
 *
 * @param trial models without their knowledge of some items
 * @param shoppers to measure on, none of them in training or used for tuning
 * @param settings the tuned settings
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
