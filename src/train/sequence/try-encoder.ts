import { decodeEncoder } from '../../pack/decode/decode-encoder.js';
import { encodeEncoder } from '../../pack/encode/encode-encoder.js';
import type { OptionalContent } from '../../pack/encode/encode-pack.js';
import { weightBits } from '../../pack/encode/weight-bits.js';
import { ENCODER_ALIGNMENT } from '../../pack/format/format.js';
import { encodeSafetensors } from '../../pack/format/safetensors.js';
import { attendHistory } from '../../query/attend-history.js';
import { attendCausally } from '../../query/causal/attend-causally.js';
import type { EncoderCard } from '../../types/encoder-card.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { Interactions } from '../log/interactions.js';
import { type BlendGains, compareBlends } from '../measure/compare-blends.js';
import type { TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import type { StepLog } from '../progress/step-log.js';
import type { HeldOut } from '../split/hold-out.js';
import { type EncoderChoice, type EncoderRequest, noEncoder, untriedEncoder } from './encoder-choice.js';
import { planEncoder } from './plan-encoder.js';
import type { SequenceTraining, TrainedSequence } from './train-consistent.js';
import { trainSequence } from './train-sequence.js';
import { type Blended, tuneLearnedBlend } from './tune-learned-blend.js';
import { withLearnedRows } from './with-learned-rows.js';

/** Share of the time for the trial; the rest is for what ships, which goes on from there. */
const TRIAL_SHARE = 0.75;

/** Input of `tryEncoder`. */
interface EncoderTrial {
  readonly asked: EncoderRequest;
  /** Trained without the targets of the shoppers held out. */
  readonly models: TrainedModels;
  /** Of the models. */
  readonly pack: Pack;
  /** Makes a pack of other models, as `pack` was made of these. */
  readonly packOf: (models: TrainedModels, settings: TrainSettings) => Promise<Pack>;
  /** Nobody may be left to measure on: then the gain is judged, and not told as a figure. */
  readonly heldOut: Pick<HeldOut, 'training' | 'tuning' | 'measuring'>;
  /** Settings with the blend of the other parts, without bands. */
  readonly encoder: EncoderSettings;
  /** Of the training. */
  readonly settings: TrainSettings;
  readonly steps: StepLog;
  /** Appended to the name of the training's step. Default: none. */
  readonly purpose?: string;
}

/** An encoder and the rows that it reads. */
export interface LearnedEncoder {
  readonly card: EncoderCard;
  /** Without the shoppers held out. */
  readonly trained: TrainedSequence;
  /** Its file. */
  readonly content: OptionalContent;
}

/** Result of `tryEncoder`. */
interface TriedEncoder extends Blended {
  readonly choice: EncoderChoice;
  /** With the rows that learned, where the encoder is used; else as they were. */
  readonly models: TrainedModels;
  /** Of the pack: with as many columns as the rows that learned have, where the encoder is used. */
  readonly settings: TrainSettings;
  /** null where none is used. */
  readonly learned: LearnedEncoder | null;
}

/**
 * Trains a sequence encoder and its rows without the shoppers held out, chooses a blend with them on one half of these, as the browser would read it,
 * and measures the blends with and without it on the other half, if there is one.
 *
 * @param trial what is asked for, models and shoppers
 * @returns pack and settings with the encoder, where it is used; else as they were
 */
export async function tryEncoder(trial: EncoderTrial): Promise<TriedEncoder> {
  const { asked, models, pack, packOf, heldOut, encoder, steps, purpose = '' } = trial;
  const { training, tuning, measuring } = heldOut;
  const without = (choice: EncoderChoice): TriedEncoder => ({ choice, encoder, pack, models, settings: trial.settings, learned: null });
  const plan = planEncoder(asked.kind, training, tuning.length, trial.settings);
  if ('why' in plan) return without(untriedEncoder(plan.why));
  const { card } = plan;
  const settings = { ...trial.settings, dimensions: plan.dimensions };
  const start = performance.now();
  const milliseconds = TRIAL_SHARE * asked.milliseconds;
  const trained = await steps.keep(`sequence encoder${purpose}`, (progress) =>
    trainSequence({ ...startOf(models, settings), interactions: training, card, milliseconds, progress }),
  );
  const seconds = (performance.now() - start) / 1000;
  if (trained.places === 0) {
    const why = trained.cutShort
      ? 'its time was up before anything was learned (--encoder-minutes)'
      : 'no sequence of this log teaches it anything';
    return without(noEncoder(why));
  }
  const withRows = withLearnedRows(models, trained.rows, training, settings);
  const content = contentOf(card, trained, settings);
  const [read, bytes] = withEncoder(await packOf(withRows, settings), card, content);
  const found = await steps.run(
    'weighing the sequence encoder',
    (step) => tuneLearnedBlend({ pack, encoder }, read, tuning, step),
    2 * tuning.length,
    'shoppers',
  );
  const gains = found === null ? null : await compareBlends({ pack, encoder }, { pack: read, encoder: found }, measuring);
  const choice: EncoderChoice = {
    used: found !== null,
    reason: `Sequence encoder (${card.kind}, ${bytes} bytes): ${verdict(found !== null, gains, trial)}.${trained.cutShort ? ' Its time was up before it was trained to the end (--encoder-minutes).' : ''}`,
    seconds,
    bytes,
    places: trained.places,
    card: {
      name: 'encoder',
      parameters: {
        kind: card.kind,
        width: card.width,
        blocks: 'blocks' in card ? card.blocks : 1,
        length: card.length,
        used: found === null ? 'no' : 'yes',
        places: trained.places,
        seed: settings.seed,
      },
      metrics: gains === null ? {} : gains.metrics,
    },
  };
  if (found === null) return without(choice);
  return { choice, encoder: { ...found, card }, pack: read, models: withRows, settings, learned: { card, trained, content } };
}

/** Input of `shipEncoder`. */
interface EncoderShipment {
  readonly asked: EncoderRequest;
  readonly choice: EncoderChoice;
  readonly interactions: Interactions;
  /** Trained on all shoppers. */
  readonly models: TrainedModels;
  readonly learned: LearnedEncoder;
  /** Of the training. */
  readonly settings: TrainSettings;
  readonly steps: StepLog;
}

/** The encoder that ships. */
interface ShippedEncoder {
  /** Its file. */
  readonly content: OptionalContent;
  /** With the rows that learned with it. */
  readonly models: TrainedModels;
  /** With the time that both trainings took. */
  readonly choice: EncoderChoice;
}

/**
 * Trains the encoder that ships and its rows on all shoppers: one of the kind `attention` goes on from that of the trial for some passes, others are
 * trained anew on as many places as the trial found best.
 *
 * @param shipment what was chosen, log and models
 */
export async function shipEncoder(shipment: EncoderShipment): Promise<ShippedEncoder> {
  const { asked, choice, interactions, models, learned, settings, steps } = shipment;
  const { card } = learned;
  const start = performance.now();
  const milliseconds = (1 - TRIAL_SHARE) * asked.milliseconds;
  const trained = await steps.keep('sequence encoder', (progress) =>
    trainSequence({
      ...startOf(models, settings),
      interactions,
      card,
      milliseconds,
      places: choice.places,
      goOnFrom: learned.trained,
      progress,
    }),
  );
  const cut = trained.cutShort ? ' The time of the encoder that ships was up too.' : '';
  const seconds = choice.seconds + (performance.now() - start) / 1000;
  return {
    content: contentOf(card, trained, settings),
    models: withLearnedRows(models, trained.rows, interactions, settings),
    choice: { ...choice, seconds, reason: `${choice.reason}${cut}` },
  };
}

/**
 * A pack that reads histories by an encoder, in plain JavaScript, and the size of the encoder's file before compression.
 *
 * @param pack rows
 * @param card architecture
 * @param content file of the encoder
 */
export function withEncoder(pack: Pack, card: EncoderCard, { tensors }: OptionalContent): readonly [Pack, number] {
  const file = encodeSafetensors(tensors, ENCODER_ALIGNMENT);
  const matrices = decodeEncoder(file, 'encoder', card, pack.dimensions);
  const attend = card.kind === 'consistent' ? attendHistory(pack, card, matrices) : attendCausally(pack, card, matrices);
  return [{ ...pack, attend }, file.length];
}

/** The file of a trained encoder, which `planEncoder` found small enough. */
function contentOf(card: EncoderCard, { matrices }: TrainedSequence, { dimensions }: TrainSettings): OptionalContent {
  return encodeEncoder(card, matrices, dimensions, weightBits(card, dimensions) ?? 4);
}

function startOf(
  { factors }: TrainedModels,
  { dimensions, minimumSupport, seed, threads }: TrainSettings,
): Pick<SequenceTraining, 'rows' | 'minimumSupport' | 'seed' | 'threads'> {
  return { rows: { dimensions, values: factors }, minimumSupport, seed, threads };
}

/** Why a pack has the encoder, or has it not. */
function verdict(used: boolean, gains: BlendGains | null, { heldOut: { tuning, measuring } }: EncoderTrial): string {
  if (!used)
    return `lists of ${tuning.length} held-out shoppers are not better with it by half a standard error, so the pack does not have it`;
  const why =
    gains === null
      ? `lists of ${tuning.length} held-out shoppers are better with it by half a standard error`
      : `on ${measuring.length} held-out shoppers NDCG@10 is ${gains.own.toFixed(4)} with it and ${gains.known.toFixed(4)} without it`;
  return `${why}, so the pack has it, and the rows that learned with it`;
}
