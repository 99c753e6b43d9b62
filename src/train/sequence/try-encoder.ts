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
import { SILENT_STEP } from '../progress/progress.js';
import type { StepLog } from '../progress/step-log.js';
import type { HeldOut } from '../split/hold-out.js';
import { type EncoderChoice, type EncoderRequest, noEncoder } from './encoder-choice.js';
import { type TrainedSequence, trainConsistent } from './train-consistent.js';
import { tuneEncoderWeight } from './tune-encoder-weight.js';

/** Sizes of the encoder: it has 4 kB, which is enough for what its few thousand numbers can learn. */
const SIZES = { width: 16, blocks: 1, length: 50 } as const;
/** The trial, and the training of what ships, take half of the time each. */
const SHARE = 0.5;

/** Input of `tryEncoder`. */
interface EncoderTrial {
  readonly asked: EncoderRequest;
  /** Trained without the shoppers held out. */
  readonly pack: Pack;
  readonly heldOut: HeldOut;
  /** Settings with the blend of the other parts. */
  readonly encoder: EncoderSettings;
  readonly seed: number;
  readonly steps: StepLog;
}

/** Result of `tryEncoder`. */
interface TriedEncoder {
  readonly choice: EncoderChoice;
  /** With the card and the weight of the encoder, where it is used; else as they were. */
  readonly encoder: EncoderSettings;
  /** With the encoder, where it is used; else as it was. */
  readonly pack: Pack;
}

/**
 * Trains a sequence encoder without the shoppers held out, chooses its weight on one half of them, as the browser would read it, and measures
 * the blend with and without it on the other half.
 *
 * @param trial what is asked for, pack and shoppers
 */
export async function tryEncoder({ asked, pack, heldOut, encoder, seed, steps }: EncoderTrial): Promise<TriedEncoder> {
  const { training, tuning, measuring } = heldOut;
  const start = performance.now();
  const card = cardFor(asked.kind, training);
  const milliseconds = SHARE * asked.milliseconds;
  const trained = await steps.keep('sequence encoder (without held-out shoppers)', (progress) =>
    trainConsistent({ interactions: training, pack, card, seed, milliseconds, progress }),
  );
  const seconds = (performance.now() - start) / 1000;
  if (trained.places === 0) {
    const why = trained.cutShort
      ? 'its time was up before anything was learned (--encoder-minutes)'
      : 'no sequence of this log teaches it anything';
    return { choice: noEncoder(why), encoder, pack };
  }
  const content = encodeSafetensors(encodeEncoder(card, trained.matrices, pack.dimensions).tensors, ENCODER_ALIGNMENT);
  const attend = attendHistory(pack, card, decodeEncoder(content, 'encoder', card, pack.dimensions));
  const read = { ...pack, attend };
  const found = await steps.run(
    'weighing the sequence encoder',
    (step) => tuneEncoderWeight(read, tuning, encoder, step),
    tuning.length,
    'shoppers',
  );
  const used = found !== encoder;
  const gainOf = async (of: Pack, settings: EncoderSettings): Promise<number> => {
    const { places } = await measureRanking({ pack: of, shoppers: measuring, encoder: settings, cutoffs: [10], progress: SILENT_STEP });
    return ndcg(places, 10);
  };
  const without = await gainOf(pack, encoder);
  const own = used ? await gainOf(read, found) : without;
  const measured = used
    ? `on ${measuring.length} held-out shoppers NDCG@10 is ${own.toFixed(4)} with it and ${without.toFixed(4)} without it, so the pack has it`
    : `lists of ${tuning.length} held-out shoppers are not surely better with it, so the pack does not have it`;
  const cut = trained.cutShort ? ' Its time was up before it was trained to the end (--encoder-minutes).' : '';
  const choice: EncoderChoice = {
    used,
    reason: `Sequence encoder (${card.kind}, ${content.length} bytes): ${measured}.${cut}`,
    seconds,
    bytes: content.length,
    places: trained.places,
    card: {
      name: 'encoder',
      parameters: { kind: card.kind, ...SIZES, used: used ? 'yes' : 'no', places: trained.places, seed },
      metrics: used ? { 'NDCG@10 with it': rounded(own), 'NDCG@10 without it': rounded(without), shoppers: measuring.length } : {},
    },
  };
  return used ? { choice, encoder: { ...found, card }, pack: read } : { choice, encoder, pack };
}

/** The encoder of a pack, in training. */
interface EncoderShipment {
  readonly asked: EncoderRequest;
  readonly choice: EncoderChoice;
  readonly interactions: Interactions;
  /** With the rows that ship, and the card among its settings. */
  readonly pack: Pack;
  readonly card: ConsistentCard;
  readonly seed: number;
  readonly steps: StepLog;
}

/**
 * Trains the encoder that ships, on all shoppers and the rows that ship, on as many places as the trial found best.
 *
 * @param shipment what was chosen, log and pack
 * @returns its file, and the choice with the time that both trainings took
 */
export async function shipEncoder(
  shipment: EncoderShipment,
): Promise<{ readonly content: OptionalContent; readonly choice: EncoderChoice }> {
  const { asked, choice, interactions, pack, card, seed, steps } = shipment;
  const start = performance.now();
  const milliseconds = SHARE * asked.milliseconds;
  const { places } = choice;
  const { matrices, cutShort } = await steps.keep(
    'sequence encoder',
    (progress): Promise<TrainedSequence> => trainConsistent({ interactions, pack, card, seed, milliseconds, places, progress }),
    places,
    'places',
  );
  const cut = cutShort ? ' The time of the encoder that ships was up too.' : '';
  const seconds = choice.seconds + (performance.now() - start) / 1000;
  return { content: encodeEncoder(card, matrices, pack.dimensions), choice: { ...choice, seconds, reason: `${choice.reason}${cut}` } };
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
