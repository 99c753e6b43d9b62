import type { ChangeResult } from '../../types/change-result.js';
import { CLOSED } from '../failures/attempt.js';
import type { ShelfParts } from '../storage/shelf-parts.js';

/**
 * Pauses or resumes this page, at once: what is tracked from now on is recorded, or is not. Noted for later visits where storing was
 * agreed to; an erasure takes the note away with the rest.
 *
 * @param paused what the shopper said, here, in another tab, or on an earlier visit
 */
export function setPaused(parts: ShelfParts, paused: boolean): ChangeResult {
  if (parts.closed) return CLOSED;
  const { consent, guard, link, storage } = parts;
  parts.paused = paused;
  const noted = consent !== 'granted' || storage.notebook.write({ paused });
  void guard.run(
    'the engine',
    () => link.call('pause', paused),
    () => null,
  );
  parts.notify();
  if (noted) return { done: true };
  const message = 'It holds in open tabs; this browser takes no note for later visits.';
  return { done: false, reason: 'storage-failed', message };
}

/** Is paused where an earlier visit left it so, or goes on being, now that storing is agreed to. */
export function recallPause(parts: ShelfParts): void {
  const { consent, paused, storage } = parts;
  if (consent === 'granted' && (paused || storage.notebook.read()?.paused)) setPaused(parts, true);
}
