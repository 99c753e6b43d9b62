import type { ModelCard } from '../../types/manifest.js';

/** Kinds of sequence encoders that a build can train. */
export const TRAINED_KINDS = ['attention', 'recurrent', 'convolution', 'consistent'] as const;

/** Kind of a trained sequence encoder. */
export type TrainedKind = (typeof TRAINED_KINDS)[number];

/** The sequence encoder that a build or an evaluation is asked for. */
export interface EncoderRequest {
  /** `auto`: the first of `TRAINED_KINDS`, where the log is large enough to learn from. */
  readonly kind: TrainedKind | 'auto';
  /** Time for its training, milliseconds, > 0: three quarters for the trial, the rest for the pack. */
  readonly milliseconds: number;
}

/** What commands ask for unless told otherwise: ten minutes. */
export const USUAL_ENCODER: EncoderRequest = { kind: 'auto', milliseconds: 600_000 };

/** Whether a pack gets a sequence encoder, and why. */
export interface EncoderChoice {
  readonly used: boolean;
  /** One or two sentences for people. */
  readonly reason: string;
  /** Of both trainings. */
  readonly seconds: number;
  /** Size of its file before compression; 0 where none was trained. */
  readonly bytes: number;
  /** What was measured; null where nothing was. */
  readonly card: ModelCard | null;
  /** Places of shoppers' sequences that it is trained on. */
  readonly places: number;
}

/**
 * The choice where an encoder cannot be measured, so that none is used.
 *
 * @param why none can be, as the end of a sentence
 */
export function noEncoder(why: string): EncoderChoice {
  return { used: false, reason: `Sequence encoder: ${why}, so the pack has none.`, seconds: 0, bytes: 0, card: null, places: 0 };
}

/**
 * The choice where nothing is trained.
 *
 * @param why it is not, as a sentence without its full stop
 */
export function untriedEncoder(why: string): EncoderChoice {
  return { used: false, reason: `Sequence encoder: not tried: ${why}.`, seconds: 0, bytes: 0, card: null, places: 0 };
}
