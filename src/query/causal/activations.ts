import type { AttentionCard } from '../../types/encoder-card.js';
import { errorFunction } from './error-function.js';

/** What the inner layers of attention do to each number. `gelu` is the exact form. */
export const ACTIVATIONS: Readonly<Record<AttentionCard['activation'], (value: number) => number>> = {
  relu: (value) => Math.max(0, value),
  gelu: (value) => 0.5 * value * (1 + Math.sign(value) * errorFunction(Math.abs(value) / Math.SQRT2)),
};
