import type { Health } from '../../types/health.js';
import type { Recorder } from '../../types/recorder.js';
import type { ConsentState } from '../consent/consent-state.js';

/** Where events go now. */
export function modeOf(
  { consent, paused, closed, aside }: Pick<ConsentState, 'consent' | 'paused' | 'closed' | 'aside'>,
  recorder: Pick<Recorder, 'counts'>,
): Health['mode'] {
  if (consent === 'denied' || paused || closed) return 'none';
  if (aside) return 'aside';
  return consent === 'granted' && recorder.counts().unstoredEvents === 0 ? 'stored' : 'memory';
}
