import type { ModelCard } from '../../types/manifest.js';

/** The sequence encoder that a build is asked for. */
export interface EncoderRequest {
  readonly kind: 'consistent';
  /** Time for its training, milliseconds, > 0: half for the trial, half for the pack. */
  readonly milliseconds: number;
}

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
