import { decodeEncoder } from '../../pack/decode/decode-encoder.js';
import { encodeEncoder } from '../../pack/encode/encode-encoder.js';
import type { OptionalContent } from '../../pack/encode/encode-pack.js';
import { ENCODER_ALIGNMENT } from '../../pack/format/format.js';
import { encodeSafetensors } from '../../pack/format/safetensors.js';
import { attendHistory } from '../../query/attend-history.js';
import type { ConsistentCard } from '../../types/encoder-card.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import { TRAINED_EVENTS } from '../log/events/event-rules.js';
import type { Interactions } from '../log/interactions.js';
import { measureRanking, ndcg } from '../measure/measure-ranking.js';
import type { TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import { SILENT_STEP } from '../progress/progress.js';
import type { StepLog } from '../progress/step-log.js';
import type { HeldOut } from '../split/hold-out.js';
import { type EncoderChoice, type EncoderRequest, noEncoder } from './encoder-choice.js';
import { type SequenceTraining, type TrainedSequence, trainConsistent } from './train-consistent.js';
import { type Blended, tuneLearnedBlend } from './tune-learned-blend.js';
import { withLearnedRows } from './with-learned-rows.js';

/** Sizes of the encoder: it has 4 kB, which is enough for what its thousand numbers can learn. */
const SIZES = { width: 8, blocks: 1, length: 50 } as const;
/** The trial, and the training of what ships, take half of the time each. */
const SHARE = 0.5;

/** Input of `tryEncoder`. */
interface EncoderTrial {
  readonly asked: EncoderRequest;
  /** Trained without the shoppers held out. */
  readonly models: TrainedModels;
  /** Of the models. */
  readonly pack: Pack;
  /** Makes a pack of other models, as `pack` was made of these. */
  readonly packOf: (models: TrainedModels) => Promise<Pack>;
  readonly heldOut: HeldOut;
  /** Settings with the blend of the other parts. */
  readonly encoder: EncoderSettings;
  /** Of the training. */
  readonly settings: TrainSettings;
  readonly steps: StepLog;
}

/** Result of `tryEncoder`. */
interface TriedEncoder extends Blended {
  readonly choice: EncoderChoice;
  /** With the rows that learned, where the encoder is used; else as they were. */
  readonly models: TrainedModels;
}

/**
 * Trains a sequence encoder and its rows without the shoppers held out, chooses a blend with them on one half of these, as the browser would read it,
 * and measures the blends with and without it on the other half.
 *
 * @param trial what is asked for, models and shoppers
 * @returns pack and settings with the encoder, where it is used; else as they were
 */
export async function tryEncoder(trial: EncoderTrial): Promise<TriedEncoder> {
  const { asked, models, pack, packOf, heldOut, encoder, settings, steps } = trial;
  const { training, tuning, measuring } = heldOut;
  const start = performance.now();
  const card = cardFor(asked.kind, training);
  const milliseconds = SHARE * asked.milliseconds;
  const trained = await steps.keep('sequence encoder (without held-out shoppers)', (progress) =>
    trainConsistent({ ...startOf(models, settings), interactions: training, card, milliseconds, progress }),
  );
  const seconds = (performance.now() - start) / 1000;
  if (trained.places === 0) {
    const why = trained.cutShort
      ? 'its time was up before anything was learned (--encoder-minutes)'
      : 'no sequence of this log teaches it anything';
    return { choice: noEncoder(why), encoder, pack, models };
  }
  const learned = withLearnedRows(models, trained.rows, training, settings);
  const content = encodeSafetensors(encodeEncoder(card, trained.matrices, pack.dimensions).tensors, ENCODER_ALIGNMENT);
  const withRows = await packOf(learned);
  const read = { ...withRows, attend: attendHistory(withRows, card, decodeEncoder(content, 'encoder', card, pack.dimensions)) };
  const found = await steps.run(
    'weighing the sequence encoder',
    (step) => tuneLearnedBlend({ pack, encoder }, read, tuning, step),
    2 * tuning.length,
    'shoppers',
  );
  const gainOf = async (of: Blended): Promise<number> => {
    const { places } = await measureRanking({ ...of, shoppers: measuring, cutoffs: [10], progress: SILENT_STEP });
    return ndcg(places, 10);
  };
  const without = await gainOf({ pack, encoder });
  const own = found === null ? without : await gainOf({ pack: read, encoder: found });
  const measured =
    found === null
      ? `lists of ${tuning.length} held-out shoppers are not surely better with it, so the pack does not have it`
      : `on ${measuring.length} held-out shoppers NDCG@10 is ${own.toFixed(4)} with it and ${without.toFixed(4)} without it, so the pack has it, and the rows that learned with it`;
  const cut = trained.cutShort ? ' Its time was up before it was trained to the end (--encoder-minutes).' : '';
  const choice: EncoderChoice = {
    used: found !== null,
    reason: `Sequence encoder (${card.kind}, ${content.length} bytes): ${measured}.${cut}`,
    seconds,
    bytes: content.length,
    places: trained.places,
    card: {
      name: 'encoder',
      parameters: { kind: card.kind, ...SIZES, used: found === null ? 'no' : 'yes', places: trained.places, seed: settings.seed },
      metrics:
        found === null ? {} : { 'NDCG@10 with it': rounded(own), 'NDCG@10 without it': rounded(without), shoppers: measuring.length },
    },
  };
  return found === null ? { choice, encoder, pack, models } : { choice, encoder: { ...found, card }, pack: read, models: learned };
}

/** The encoder of a pack, in training. */
interface EncoderShipment {
  readonly asked: EncoderRequest;
  readonly choice: EncoderChoice;
  readonly interactions: Interactions;
  /** Trained on all shoppers. */
  readonly models: TrainedModels;
  readonly card: ConsistentCard;
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
 * Trains the encoder that ships and its rows, on all shoppers, on as many places as the trial found best.
 *
 * @param shipment what was chosen, log and models
 */
export async function shipEncoder(shipment: EncoderShipment): Promise<ShippedEncoder> {
  const { asked, choice, interactions, models, card, settings, steps } = shipment;
  const start = performance.now();
  const milliseconds = SHARE * asked.milliseconds;
  const { places } = choice;
  const { matrices, rows, cutShort } = await steps.keep(
    'sequence encoder',
    (progress): Promise<TrainedSequence> =>
      trainConsistent({ ...startOf(models, settings), interactions, card, milliseconds, places, progress }),
    places,
    'places',
  );
  const cut = cutShort ? ' The time of the encoder that ships was up too.' : '';
  const seconds = choice.seconds + (performance.now() - start) / 1000;
  return {
    content: encodeEncoder(card, matrices, settings.dimensions),
    models: withLearnedRows(models, rows, interactions, settings),
    choice: { ...choice, seconds, reason: `${choice.reason}${cut}` },
  };
}

function startOf(
  { factors }: TrainedModels,
  { dimensions, minimumSupport, seed }: TrainSettings,
): Pick<SequenceTraining, 'rows' | 'minimumSupport' | 'seed'> {
  return { rows: { dimensions, values: factors }, minimumSupport, seed };
}

/**
 * The architecture for a log: the events that it has get vectors of their own.
 *
 * @param kind of the encoder
 * @param interactions all of them
 */
export function cardFor(kind: EncoderRequest['kind'], { names }: Interactions): ConsistentCard {
  const kinds = [...new Set(names)].sort((a, b) => a - b).map((code) => TRAINED_EVENTS[code]);
  return { kind, ...SIZES, kinds };
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
