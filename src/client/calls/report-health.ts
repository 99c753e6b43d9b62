import { within } from '../../core/time/deadline.js';
import type { Health } from '../../types/health.js';
import type { ShelfParts } from '../storage/shelf-parts.js';
import { modeOf } from './mode-of.js';

/** Milliseconds that the pack is waited for. */
const OPENING_DEADLINE = 1000;

/** The state of a shelf, from page and engine together. */
export async function reportHealth(parts: ShelfParts): Promise<Health> {
  const { consent, recorder, link, guard, storage } = parts;
  const engine = await guard.run(
    'health',
    async () => {
      // A pack that takes long is told of, and not waited for.
      await within(parts.opening, OPENING_DEADLINE);
      return link.call('health', null);
    },
    (why) => ({ pack: null, scorer: null, notes: [why] }),
  );
  const { forgets } = (consent === 'granted' && storage.notebook.read()) || {};
  const notes = [...parts.notes, ...link.notes, ...engine.notes];
  if (parts.unfinished !== null) notes.push(parts.unfinished);
  if (forgets?.length)
    notes.push({ code: 'unfinished', message: `Wishes to forget that are not carried out in the log yet: ${forgets.length}.` });
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
    notes,
    ...counts,
    lostEvents: counts.lostEvents + (storage.report?.lost ?? storage.lostLog?.events ?? 0) + storage.gone,
    lastError: guard.lastError ?? storage.lastError,
  };
}
