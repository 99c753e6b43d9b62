import { availableParallelism } from 'node:os';
import type { Evaluation } from '../../../src/train/evaluate/evaluation.js';
import type { EvaluationRequest } from '../../../src/train/evaluate/evaluation-request.js';
import { evaluateModels } from '../../../src/train/evaluate-models.js';
import type { MixtureRequest } from '../../../src/train/models/mixture/mixture.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../../src/train/models/train-settings.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { type EncoderRequest, USUAL_ENCODER } from '../../../src/train/sequence/encoder-choice.js';
import type { TeacherRequest } from '../../../src/train/teacher/teaching.js';
import type { Dataset } from './dataset.js';

/** What a benchmark chooses of an evaluation. */
type EvaluationChoice = Pick<EvaluationRequest, 'cutoffs' | 'models' | 'rerankings' | 'mostShoppers' | 'resamples'> & {
  /** Default: that of the command line. */
  readonly teacher?: TeacherRequest;
  /** Default: that of the command line. */
  readonly mixing?: MixtureRequest;
  /** The sequence encoder to try; null: none. Default: that of the command line. */
  readonly encoder?: EncoderRequest | null;
};

/**
 * Evaluates models as `onshelf evaluate` does, with its defaults.
 *
 * @param dataset log and protocol
 * @param choice models, list lengths and steps
 * @param tell receives the name of each step of the evaluation
 */
export function evaluateDataset(dataset: Dataset, choice: EvaluationChoice, tell: (step: string) => void): Promise<Evaluation> {
  const progress = {
    step: (name: string) => {
      tell(name);
      return SILENT_STEP;
    },
  };
  const { events, catalog, split } = dataset;
  const { teacher = DEFAULT_TRAIN_SETTINGS.teacher, mixing = DEFAULT_TRAIN_SETTINGS.mixing, encoder = USUAL_ENCODER, ...chosen } = choice;
  const request = {
    events: [events],
    logOptions: {},
    catalog: catalog === undefined ? [] : [catalog],
    feedOptions: {},
    split,
    content: { used: true, embeddings: [] },
    newItems: 0,
    maskHistory: undefined,
    settings: { ...DEFAULT_TRAIN_SETTINGS, teacher, mixing, threads: availableParallelism() },
    ...(encoder === null ? {} : { encoder }),
    database: {},
    now: Date.now(),
  };
  return evaluateModels({ ...request, ...chosen }, progress);
}
