import type { Health } from '../types/health.js';
import type { ShelfParts } from './shelf-parts.js';

/** Where events go now. */
export function modeOf({ consent, recorder }: Pick<ShelfParts, 'consent' | 'recorder'>): Health['mode'] {
  if (consent === 'denied') return 'none';
  return consent === 'granted' && recorder.counts().unstored === 0 ? 'stored' : 'memory';
}

/** The state of a shelf, from page and engine together. */
export async function reportHealth(parts: ShelfParts): Promise<Health> {
  const { consent, recorder, link, guard, storage } = parts;
  const engine = await guard.run(
    'health',
    async () => {
      await parts.opening;
      return link.call('health', null);
    },
    () => null,
  );
  const counts = recorder.counts();
  const { restsUntil } = storage.connection;
  const { place, rung } = storage.ladder;
  return {
    consent,
    mode: modeOf(parts),
    rung: Math.max(rung, restsUntil > 0 ? 3 : 0),
    storage: consent === 'granted' ? { ...place, encrypted: storage.report?.encrypted ?? false } : null,
    restsUntil,
    engine: link.place,
    backend: engine?.scorer?.backend ?? null,
    scorer: engine?.scorer ?? null,
    rejectedEvents: counts.rejected,
    duplicateEvents: counts.duplicates,
    clampedEvents: counts.clamped,
    storedEvents: counts.stored,
    unstoredEvents: counts.unstored,
    lostEvents: (storage.report?.lost ?? storage.lostLog?.events ?? 0) + storage.gone + counts.dropped,
    pack: engine?.pack ?? null,
    notes: engine?.notes ?? [],
    lastError: guard.lastError ?? storage.lastError,
  };
}
