import type { Health } from '../types/health.js';
import type { ShelfParts } from './shelf-parts.js';

/** The state of a shelf, from page and engine together. */
export async function reportHealth(parts: ShelfParts): Promise<Health> {
  const { consent, recorder, link, guard } = parts;
  const engine = await guard.run(
    'health',
    async () => {
      await parts.opening;
      return link.call('health', null);
    },
    () => null,
  );
  const counts = recorder.counts();
  const granted = consent === 'granted' ? (counts.unstored > 0 ? 'memory' : 'stored') : 'memory';
  return {
    consent,
    mode: consent === 'denied' ? 'none' : granted,
    engine: link.place,
    backend: engine?.scorer?.backend ?? null,
    scorer: engine?.scorer ?? null,
    rejectedEvents: counts.rejected,
    duplicateEvents: counts.duplicates,
    storedEvents: counts.stored,
    unstoredEvents: counts.unstored,
    pack: engine?.pack ?? null,
    notes: engine?.notes ?? [],
    lastError: guard.lastError,
  };
}
