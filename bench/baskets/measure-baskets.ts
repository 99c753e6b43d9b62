import { availableParallelism } from 'node:os';
import { evaluateBaskets } from '../../src/train/evaluate/evaluate-baskets.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../src/train/models/train-settings.js';
import { SILENT_STEP } from '../../src/train/progress/progress.js';

/** A log with baskets. */
interface BasketLog {
  readonly events: string;
  readonly catalog: string;
  /** Baskets before it are training data, milliseconds since 1970. Default: four fifths of the baskets. */
  readonly before?: number;
}

/**
 * Measures baskets as `onshelf evaluate --protocol baskets` does, with its defaults.
 *
 * @param log paths
 * @param options resamples for the intervals, and the maximum number of shoppers
 * @param tell receives the name of each step
 */
export function measureBaskets(
  { events, catalog, before }: BasketLog,
  { resamples, mostShoppers }: { readonly resamples: number; readonly mostShoppers?: number },
  tell: (step: string) => void,
): ReturnType<typeof evaluateBaskets> {
  const progress = {
    step: (name: string) => {
      tell(name);
      return SILENT_STEP;
    },
  };
  const request = {
    events: [events],
    logOptions: {},
    catalog: [catalog],
    feedOptions: {},
    before,
    content: { used: false, embeddings: [] },
    resamples,
    settings: { ...DEFAULT_TRAIN_SETTINGS, threads: availableParallelism() },
    database: {},
    now: Date.now(),
    ...(mostShoppers === undefined ? {} : { mostShoppers }),
  };
  return evaluateBaskets(request, progress);
}
