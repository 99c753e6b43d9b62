import { closedForm } from './closed-form.js';
import { decayedPopularity } from './decayed-popularity.js';
import { implicitAls } from './implicit-als.js';
import type { Interactions } from './interactions.js';
import { interestMatrix } from './interest-matrix.js';
import { type ItemNeighbours, itemCosine } from './item-cosine.js';
import type { StepLog } from './step-log.js';
import type { TrainSettings } from './train-settings.js';

/** What a pack is made of. */
export interface TrainedModels {
  /** Shape [items]. */
  readonly popularity: Float32Array;
  readonly neighbours: ItemNeighbours;
  /** The closed form's. */
  readonly followers: ItemNeighbours;
  /** Shape [items, dimensions]. */
  readonly factors: Float32Array;
  /** Seconds per model. */
  readonly seconds: Readonly<Record<'popularity' | 'item-knn' | 'closed-form' | 'ials', number>>;
}

/**
 * Trains the models a pack holds.
 *
 * @param interactions who touched what
 * @param settings sizes and strengths
 * @param steps told what is done
 * @param purpose follows the steps' names, such as ` without the held-out shoppers`
 */
export async function trainModels(
  interactions: Interactions,
  settings: TrainSettings,
  steps: StepLog,
  purpose = '',
): Promise<TrainedModels> {
  const { encoder } = settings;
  const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
    const start = performance.now();
    const result = await work();
    return [result, (performance.now() - start) / 1000];
  };
  const [popularity, popularitySeconds] = await timed(() =>
    steps.keep(`popularity${purpose}`, () => decayedPopularity(interactions, encoder.halfLifeDays)),
  );
  const interest = interestMatrix(interactions);
  const [neighbours, neighbourSeconds] = await timed(() =>
    steps.keep(`item neighbours${purpose}`, (progress) => itemCosine(interest, settings, progress), interactions.items, 'items'),
  );
  const [followers, followerSeconds] = await timed(() =>
    steps.keep(
      `items that follow${purpose}`,
      (progress) =>
        closedForm(interactions, { ...settings.following, followers: settings.neighbours, threads: settings.threads }, progress),
      2 * interactions.items,
      'items',
    ),
  );
  const als = { ...settings, alpha: encoder.alpha, regularization: encoder.regularization };
  const [factors, factorSeconds] = await timed(() =>
    steps.keep(
      `factors${purpose}`,
      (progress, checkpoint) => implicitAls(interest, als, progress, checkpoint),
      2 * settings.iterations,
      'half steps',
    ),
  );
  return {
    popularity,
    neighbours,
    followers,
    factors: factors.items,
    seconds: { popularity: popularitySeconds, 'item-knn': neighbourSeconds, 'closed-form': followerSeconds, ials: factorSeconds },
  };
}
