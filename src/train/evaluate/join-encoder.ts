import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { EvaluatedModel } from '../models/single-model.js';
import type { TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import type { StepLog } from '../progress/step-log.js';
import { type EncoderRequest, untriedEncoder } from '../sequence/encoder-choice.js';
import { shipEncoder, tryEncoder, withEncoder } from '../sequence/try-encoder.js';
import type { Split } from '../split/split.js';
import { tuneBands } from '../tune/tune-bands.js';
import type { ModelPack } from './model-packs.js';

/** Packs of models, as `modelPacks` makes them. */
type PackOf = (model: EvaluatedModel) => Promise<ModelPack>;

/** The tuned blend of a fold without a sequence encoder. */
interface FoldBlend {
  /** undefined: none is tried. */
  readonly asked: EncoderRequest | undefined;
  /** Those measured: without the blend, none is tried. */
  readonly models: readonly EvaluatedModel[];
  readonly split: Split;
  /** Trained on `split.tuningTraining`. */
  readonly tried: TrainedModels;
  /** Trained on `split.training`; the same where both are one. */
  readonly trained: TrainedModels;
  /** Makes packs of models that were trained on `split.tuningTraining`. */
  readonly packsOf: (models: TrainedModels, settings: TrainSettings) => PackOf;
  /** The tuned settings of the blend. */
  readonly encoder: EncoderSettings;
  /** Of the training. */
  readonly settings: TrainSettings;
  readonly steps: StepLog;
}

/** A sequence encoder that the blend of a fold is better with. */
interface JoinedEncoder {
  /** Settings of the blend with it. */
  readonly encoder: EncoderSettings;
  /** `tried` and `trained` with the rows that learned. */
  readonly tried: TrainedModels;
  readonly trained: TrainedModels;
  /** Of the pack with it. */
  readonly settings: TrainSettings;
  /** With it, trained on `split.tuningTraining`. */
  readonly tuningPack: Pack;
  /** Gives a pack of the learned rows the encoder, its file, and the time of its training. */
  readonly joinTo: (pack: ModelPack) => ModelPack;
}

/** What `joinEncoder` finds. */
interface JoinedBlend {
  /** null where none is used. */
  readonly joined: JoinedEncoder | null;
  /** The choice, for people. */
  readonly notes: readonly string[];
}

/**
 * Tries a sequence encoder for the blend of a fold, as a build does: trained on what the blend was tuned on, weighed on the tuning shoppers, used where
 * lists are better with it by half a standard error, and then trained on the whole training part. Nobody is left to measure it on but the test shoppers, who come later.
 *
 * @param blend of the fold
 */
export async function joinEncoder(blend: FoldBlend): Promise<JoinedBlend> {
  const { asked, split, tried, trained, packsOf, settings, steps } = blend;
  if (asked === undefined) return { joined: null, notes: [] };
  if (!blend.models.includes('blend')) {
    const { reason } = untriedEncoder('it is for the blend, which is not among the models');
    return { joined: null, notes: asked.kind === 'auto' ? [] : [reason] };
  }
  const { training, tuningTraining, tuning } = split;
  const { bands: _, ...encoder } = blend.encoder;
  const packOf = async (models: TrainedModels, of: TrainSettings) => (await packsOf(models, of)('blend')).pack;
  const heldOut = { training: tuningTraining, tuning, measuring: [] };
  const isOne = tuningTraining === training;
  const purpose = isOne ? '' : ' (for tuning)';
  const trial = { asked, models: tried, pack: await packOf(tried, settings), packOf, heldOut, encoder, settings, steps, purpose };
  const found = await tryEncoder(trial);
  if (found.learned === null) return { joined: null, notes: [found.choice.reason] };
  const { choice, learned } = found;
  const shipment = { asked, choice, learned, interactions: training, models: trained, settings: found.settings, steps };
  const whole = isOne ? { ...found, content: learned.content } : await shipEncoder(shipment);
  const seconds = isOne ? choice.seconds : whole.choice.seconds - choice.seconds;
  const banded = await steps.run(
    'tuning bands of the blend with the encoder',
    (step) => tuneBands(found.pack, tuning, found.encoder, step),
    tuning.length,
    'shoppers',
  );
  const joinTo = (pack: ModelPack): ModelPack => ({
    ...pack,
    pack: withEncoder(pack.pack, learned.card, whole.content)[0],
    optional: [whole.content],
    trainSeconds: pack.trainSeconds + seconds,
  });
  return {
    joined: { encoder: banded, tried: found.models, trained: whole.models, settings: found.settings, tuningPack: found.pack, joinTo },
    notes: [whole.choice.reason],
  };
}
