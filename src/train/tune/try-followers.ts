import type { CatalogItem } from '../../types/catalog-item.js';
import type { Interactions } from '../log/interactions.js';
import type { SparseMatrix } from '../matrices/sparse-matrix.js';
import { closedForm } from '../models/closed-form.js';
import { singleModel } from '../models/single-model.js';
import type { TrainedModels } from '../models/train-models.js';
import { followingSettings, type TrainSettings } from '../models/train-settings.js';
import { makePack, openEncoded, trialLabel } from '../packing/make-pack.js';
import type { StepLog } from '../progress/step-log.js';
import type { TestShopper } from '../split/test-shopper.js';
import type { Tunable } from './tunable-settings.js';
import { type Tuned, tuneEncoder } from './tune-encoder.js';

/** What tables of followers are tried with. */
export interface FollowersRequest {
  /** Training data; contains none of the targets. */
  readonly training: Interactions;
  /** Shoppers whose targets decide; one or more. */
  readonly shoppers: readonly TestShopper[];
  /** In row order. */
  readonly catalog: readonly CatalogItem[];
  /** Reports the progress. */
  readonly steps: StepLog;
  /** Appended to the steps' names. */
  readonly purpose: string;
}

/** One table of followers to try. */
interface Attempt {
  /** The other models. */
  readonly models: TrainedModels;
  readonly settings: TrainSettings;
  /** Of what is tried, for people. */
  readonly name: string;
  /** Models whose table was trained with these settings; undefined: it is trained now. */
  readonly known?: TrainedModels | undefined;
  /** The teacher's; null without one. */
  readonly rows: SparseMatrix | null;
  /** Settings of the lists that are tuned, each time anew. */
  readonly tunable: readonly Tunable[];
}

/** A table of followers, with the lists of the closed form alone. */
export interface FollowersTrial {
  readonly settings: TrainSettings;
  readonly models: TrainedModels;
  readonly measured: Tuned;
}

/** Trains a table of followers, and measures the lists of the closed form alone. */
export async function tryFollowers(request: FollowersRequest, attempt: Attempt): Promise<FollowersTrial> {
  const { training, shoppers, catalog, steps, purpose } = request;
  const { models, settings, name, known, rows, tunable } = attempt;
  const start = performance.now();
  const table =
    known?.followers ??
    (await steps.keep(
      `items that follow, ${name}${purpose}`,
      (step) => closedForm(training, followingSettings(settings), step, rows),
      2 * training.items,
      'items',
    ));
  const seconds = known?.seconds ?? { ...models.seconds, 'closed-form': (performance.now() - start) / 1000 };
  const tried = { ...models, followers: table, seconds };
  const pack = openEncoded(await makePack(tried, catalog, settings, trialLabel(settings)));
  const alone = singleModel('closed-form', settings.encoder);
  const measured = await steps.keep(
    `measuring items that follow, ${name}`,
    (step) => tuneEncoder(pack, shoppers, alone, tunable, step),
    shoppers.length,
    'shoppers',
  );
  return { settings, models: tried, measured };
}
