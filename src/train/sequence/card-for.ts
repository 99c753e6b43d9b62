import type { EncoderCard } from '../../types/encoder-card.js';
import { TRAINED_EVENTS } from '../log/events/event-rules.js';
import type { Interactions } from '../log/interactions.js';
import type { TrainedKind } from './encoder-choice.js';

/** Sizes of the kind `consistent`: it has 4 kB, which is enough for what its thousand numbers can learn. */
const CONSISTENT = { width: 8, blocks: 1, length: 50 } as const;
/** Sizes and forms of the kind `attention`, which is as wide as the rows. */
const ATTENTION = {
  length: 20,
  blocks: 1,
  norms: 'after',
  activation: 'gelu',
  places: 'latest',
  padding: 'masked',
  floor: 1e-5,
} as const;
/** Sizes of the kind `recurrent`, which is as wide as the rows: 32 kB for 64 columns. */
const RECURRENT = { length: 20 } as const;
/** Sizes of the kind `convolution`, which is as wide as the rows: 32 kB for 64 columns. Its output depends on seven items, so it reads no more. */
const CONVOLUTION = { length: 7, blocks: 1, taps: 3, floor: 1e-5 } as const;

/**
 * The architecture for a log: the events that it has get vectors of their own.
 *
 * @param kind of the encoder
 * @param interactions all of them
 * @param dimensions columns of the pack's rows
 */
export function cardFor(kind: TrainedKind, { names }: Pick<Interactions, 'names'>, dimensions: number): EncoderCard {
  const kinds = [...new Set(names)].sort((a, b) => a - b).map((code) => TRAINED_EVENTS[code]);
  if (kind === 'consistent') return { kind, ...CONSISTENT, kinds };
  if (kind === 'recurrent') return { kind, ...RECURRENT, width: dimensions, kinds };
  if (kind === 'convolution') return { kind, ...CONVOLUTION, width: dimensions, kinds };
  return { kind, ...ATTENTION, width: dimensions, heads: dimensions % 2 === 0 ? 2 : 1, inner: 2 * dimensions, kinds };
}
