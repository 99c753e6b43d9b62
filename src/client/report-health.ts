import type { Health } from '../types/health.js';
import type { ShelfParts } from './shelf-parts.js';

/** Where events go now. */
export function modeOf({ consent, paused, recorder }: Pick<ShelfParts, 'consent' | 'paused' | 'recorder'>): Health['mode'] {
  if (consent === 'denied' || paused) return 'none';
  return consent === 'granted' && recorder.counts().unstoredEvents === 0 ? 'stored' : 'memory';
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
    () => ({ pack: null, scorer: null, notes: [] }),
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
    backend: engine.scorer?.backend ?? null,
    ...engine,
    ...counts,
    lostEvents: counts.lostEvents + (storage.report?.lost ?? storage.lostLog?.events ?? 0) + storage.gone,
    lastError: guard.lastError ?? storage.lastError,
  };
}
