import { type EncoderPart, PARTS } from '../measure/part-scores.js';

/** The decay setting of each part; neighbours, fold-in and prototypes share one. */
export const DECAY_OF = {
  foldIn: 'positionDecay',
  neighbours: 'positionDecay',
  followers: 'followerDecay',
  seen: 'seenDecay',
  prototypes: 'positionDecay',
} as const;

/** A setting of the encoder that can be tuned; `sharpness` with the weight of the sequence encoder. */
export type Tunable = EncoderPart | 'sharpness' | (typeof DECAY_OF)[keyof typeof DECAY_OF];

/** All settings of a blend. */
export const WHOLE_BLEND: readonly Tunable[] = [
  'followerDecay',
  'foldIn',
  'neighbours',
  'seen',
  'prototypes',
  'positionDecay',
  'seenDecay',
  'popularity',
];
/** Settings of a single model, which has no blend: only the decays. */
export const DECAYS_ONLY: readonly Tunable[] = ['followerDecay', 'positionDecay'];

/** Whether a setting is the weight of a part. */
export function isPart(setting: Tunable): setting is EncoderPart {
  return PARTS.some((part) => part === setting);
}
