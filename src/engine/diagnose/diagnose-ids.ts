import { modelOfList } from '../../core/events/list-id.js';
import type { IdFacts } from '../../types/diagnosis.js';
import type { ShelfEvent } from '../../types/event.js';
import type { Pack } from '../../types/pack.js';
import { nearestIds } from './nearest-ids.js';

/** Number of examples. */
const EXAMPLES = 3;
/** Maximum number of unknown ids returned. */
const MAX_UNKNOWN = 20;

/**
 * Compares the item ids of a history with those of a pack. Responses to lists of ours do not count: their ids are the pack's.
 *
 * @param pack whose ids count as known
 * @param events the history
 */
export function diagnoseIds(pack: Pick<Pack, 'items' | 'idOf' | 'rowOf'>, events: readonly ShelfEvent[]): IdFacts {
  const counts = new Map<string, number>();
  const told = events.filter(({ item_list_id: list }) => list === undefined || modelOfList(list) === null);
  for (const event of told) for (const id of new Set(event.items.map((item) => item.item_id))) counts.set(id, (counts.get(id) ?? 0) + 1);
  const strangers = [...counts].filter(([id]) => pack.rowOf(id) < 0).sort((a, b) => b[1] - a[1]);
  const shown = strangers.slice(0, MAX_UNKNOWN);
  // All ids are looked through only where one is unknown.
  const nearest =
    shown.length === 0
      ? []
      : nearestIds(
          pack,
          shown.map(([id]) => id),
        );
  return {
    heard: counts.size,
    known: counts.size - strangers.length,
    unknown: shown.map(([id, number], index) => ({ id, events: number, nearest: nearest[index] })),
    // Spread over the feed: neighbours may look alike.
    examples:
      shown.length === 0
        ? []
        : Array.from({ length: Math.min(EXAMPLES, pack.items) }, (_, at) => pack.idOf(Math.floor((at * pack.items) / EXAMPLES))),
  };
}
