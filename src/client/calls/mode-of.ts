import type { Health } from '../../types/health.js';
import type { ShelfParts } from '../storage/shelf-parts.js';

/** Where events go now. */
export function modeOf({
  consent,
  paused,
  closed,
  recorder,
}: Pick<ShelfParts, 'consent' | 'paused' | 'closed' | 'recorder'>): Health['mode'] {
  if (consent === 'denied' || paused || closed) return 'none';
  return consent === 'granted' && recorder.counts().unstoredEvents === 0 ? 'stored' : 'memory';
}
