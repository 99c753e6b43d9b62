import type { Health } from '../../types/health.js';
import type { Recorder } from '../../types/recorder.js';
import type { ConsentState } from '../consent/consent-state.js';

/** Where events go now. */
export function modeOf(
  { consent, paused, closed }: Pick<ConsentState, 'consent' | 'paused' | 'closed'>,
  recorder: Pick<Recorder, 'counts'>,
): Health['mode'] {
  if (consent === 'denied' || paused || closed) return 'none';
  return consent === 'granted' && recorder.counts().unstoredEvents === 0 ? 'stored' : 'memory';
}
