import type { EncoderSettings } from '../../types/manifest.js';
import { EVENT_NAMES, EVENT_TABLE } from './event-table.js';

/** The encoder that training starts from. */
export const DEFAULT_ENCODER: EncoderSettings = {
  eventWeights: Object.fromEntries(EVENT_NAMES.map((name) => [name, EVENT_TABLE[name].weight] as const).filter(([, weight]) => weight > 0)),
  halfLifeDays: 60,
  positionDecay: 0.8,
  followerDecay: 0.7,
  seenDecay: 0.6,
  regularization: 0.1,
  alpha: 1,
  blend: { foldIn: 1, neighbours: 1, followers: 1, seen: 0, prototypes: 0, popularity: 0.02 },
};
