import type { TestShopper } from '../split/test-shopper.js';

/** Numbers of test shoppers without reachable targets, or without a history. */
export interface MissedTargets {
  /** All targets are in a history that lists exclude. */
  readonly masked: number;
  /** No target is in the catalogue. */
  readonly unknown: number;
  /** Shoppers without a history. */
  readonly fresh: number;
}

/** Counts them among the shoppers of one fold. */
export function countMissedTargets(shoppers: readonly TestShopper[]): MissedTargets {
  return {
    masked: shoppers.filter(({ unreachable }) => unreachable).length,
    unknown: shoppers.filter(({ targets }) => targets.every((target) => target < 0)).length,
    fresh: shoppers.filter(({ profile }) => profile.interactions.length === 0).length,
  };
}

/**
 * Notes on the counts, one sentence or two for each that is above 0.
 *
 * @param folds counts of each fold
 * @param shoppers in all folds
 */
export function missedTargetNotes(folds: readonly MissedTargets[], shoppers: number): string[] {
  const notes: string[] = [];
  const add = (kind: keyof MissedTargets, text: string): void => {
    const count = folds.reduce((sum, fold) => sum + fold[kind], 0);
    if (count > 0) notes.push(`${count} of ${shoppers} shoppers (${((100 * count) / shoppers).toFixed(1)} %) ${text}`);
  };
  add('masked', 'went on to an item of their own history. Lists exclude the history, so these count as misses for every model.');
  add('unknown', 'went on to an item that is not in the catalogue; these count as misses.');
  add('fresh', 'had no history: they get the popular items. The slice "history 1+" has the figures of the others.');
  return notes;
}
