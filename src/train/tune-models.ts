import type { CatalogItem } from '../types/catalog-item.js';
import type { EncoderSettings } from '../types/manifest.js';
import { makePack, openEncoded, trialLabel } from './make-pack.js';
import type { Split } from './protocols.js';
import { type EvaluatedModel, singleModel } from './single-model.js';
import type { StepLog } from './step-log.js';
import { type TrainedModels, trainModels } from './train-models.js';
import type { TrainSettings } from './train-settings.js';
import { BLEND_GRID, type TuningGrid, tuneEncoder, tuningWork } from './tune-encoder.js';

/** A single model has nothing to blend; only how fast older items fade is chosen. */
const FADE_ONLY: TuningGrid = { positionDecay: BLEND_GRID.positionDecay, neighbours: [], popularity: [] };

/**
 * Chooses each model's settings on the targets set aside for that, none of which the split measures.
 *
 * @param names models to tune
 * @param split how the log is parted
 * @param catalog in row order
 * @param trained on `split.training`
 * @param settings where the search starts
 * @param steps told what is done
 */
export async function tuneModels(
  names: readonly EvaluatedModel[],
  split: Split,
  catalog: readonly CatalogItem[],
  trained: TrainedModels,
  settings: TrainSettings,
  steps: StepLog,
): Promise<Map<EvaluatedModel, EncoderSettings>> {
  const models =
    split.tuningTraining === split.training ? trained : await trainModels(split.tuningTraining, settings, steps, ' (to tune on)');
  const pack = openEncoded(await makePack(models, catalog, settings, trialLabel(settings)));
  const tuned = new Map<EvaluatedModel, EncoderSettings>();
  for (const name of names) {
    const start = name === 'blend' ? settings.encoder : singleModel(name, settings.encoder);
    if (name === 'popularity' || split.tuning.length === 0) {
      tuned.set(name, start);
      continue;
    }
    const grid = name === 'blend' ? BLEND_GRID : FADE_ONLY;
    const work = tuningWork(grid, split.tuning.length);
    tuned.set(name, await steps.run(`tuning ${name}`, (step) => tuneEncoder(pack, split.tuning, start, grid, step), work, 'lists'));
  }
  return tuned;
}
