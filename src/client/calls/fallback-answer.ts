import { createEventId } from '../../core/events/event-id.js';
import type { Answer } from '../../types/answer.js';
import type { Note } from '../../types/note.js';

/**
 * Returns a list in the fallback order, for a call that the engine cannot answer.
 *
 * @param ids item ids in the fallback order
 * @param count maximum number of items
 * @param note the reason
 */
export function fallbackAnswer(ids: readonly string[], count: number, note: Note): Answer {
  return Object.freeze({
    recommendationId: `${createEventId(Date.now())}-fallback`,
    servedBy: { model: 'fallback', backend: 'none' } as const,
    items: ids
      .slice(0, Math.max(count, 0))
      // A page without types may give numbers.
      .map((given) => `${given}`)
      .map((id) => ({ id, score: 0, reasons: [], item: { id } })),
    trace: { events: 0, knownItems: 0, excluded: 0, steps: [], milliseconds: 0, notes: [note] },
  });
}
