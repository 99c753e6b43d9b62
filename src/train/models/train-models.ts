import type { Interactions } from '../log/interactions.js';
import { interestMatrix } from '../log/interest-matrix.js';
import type { StepLog } from '../progress/step-log.js';
import { decayedPopularity } from './decayed-popularity.js';
import { type AlsFactors, implicitAls } from './implicit-als.js';
import { type ItemNeighbours, itemCosine } from './item-cosine.js';
import { trainFollowers } from './mixture/train-followers.js';
import { type TrainedPrototypes, trainPrototypes } from './train-prototypes.js';
import type { TrainSettings } from './train-settings.js';

/** Models that a pack ships, in the order in which they are trained. */
export const SHIPPED_MODELS = ['popularity', 'item-knn', 'closed-form', 'ials', 'prototypes'] as const;

/** One of them. */
export type ShippedModel = (typeof SHIPPED_MODELS)[number];

/** Result of the factorisation. */
type Factors = Pick<AlsFactors, 'users' | 'items'>;

/** Trained models of a pack. */
export interface TrainedModels {
  /** Shape [items]. */
  readonly popularity: Float32Array;
  readonly neighbours: ItemNeighbours;
  /** The closed form's. */
  readonly followers: ItemNeighbours;
  /** Shape [items, dimensions]. */
  readonly factors: Float32Array;
  /** Items filled from content, a bit each, the lowest first. Shape [ceil(items / 8)]. Default: none. */
  readonly fromContent?: Uint8Array;
  /** null where there are too few shoppers, or they were not requested. */
  readonly prototypes: TrainedPrototypes | null;
  /** Seconds per model; 0 for models that were not requested. */
  readonly seconds: Readonly<Record<ShippedModel, number>>;
}

/**
 * Trains the models of a pack.
 *
 * @param interactions training data
 * @param settings sizes and strengths
 * @param steps reports the progress
 * @param purpose appended to the steps' names, such as ` (for tuning)`
 * @param wanted models to train; tables of the others are empty, and their factors 0. Popularity is always trained, because all models
 *   fall back on it
 */
export async function trainModels(
  interactions: Interactions,
  settings: TrainSettings,
  steps: StepLog,
  purpose = '',
  wanted: readonly ShippedModel[] = SHIPPED_MODELS,
): Promise<TrainedModels> {
  const { encoder } = settings;
  const { items } = interactions;
  const interest = interestMatrix(interactions);
  const seconds = { popularity: 0, 'item-knn': 0, 'closed-form': 0, ials: 0, prototypes: 0 };
  const timed = async <T>(model: ShippedModel, otherwise: () => T, work: () => Promise<T>): Promise<T> => {
    if (model !== 'popularity' && !wanted.includes(model)) return otherwise();
    const start = performance.now();
    const result = await work();
    seconds[model] = (performance.now() - start) / 1000;
    return result;
  };
  const noTable = (): ItemNeighbours => ({
    offsets: new Uint32Array(items + 1),
    items: new Uint32Array(0),
    similarities: new Float32Array(0),
  });
  const noFactors = (): Factors => ({ users: new Float32Array(0), items: new Float32Array(items * settings.dimensions) });

  const popularity = await timed(
    'popularity',
    () => new Float32Array(items),
    () => steps.keep(`popularity${purpose}`, () => decayedPopularity(interactions, encoder.halfLifeDays)),
  );
  const neighbours = await timed('item-knn', noTable, () =>
    steps.keep(`item neighbours${purpose}`, (progress) => itemCosine(interest, settings, progress), items, 'items'),
  );
  const followers = await timed('closed-form', noTable, () => trainFollowers({ interactions, settings, steps, purpose }));
  const als = { ...settings, alpha: encoder.alpha, regularization: encoder.regularization };
  const factors = await timed('ials', noFactors, () =>
    steps.keep(
      `factors${purpose}`,
      (progress, checkpoint): Promise<Factors> => implicitAls(interest, als, progress, checkpoint),
      2 * settings.iterations,
      'half steps',
    ),
  );
  const prototypes = await timed(
    'prototypes',
    () => null,
    () => steps.run(`prototypes${purpose}`, () => trainPrototypes(interest, factors.users, settings.prototypes, settings.seed)),
  );
  return { popularity, neighbours, followers, factors: factors.items, prototypes, seconds };
}
