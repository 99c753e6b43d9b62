import { DAY_MS } from '../core/time/day.js';
import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';
import type { SeenRule } from '../types/request.js';

/**
 * The rows of items with enough recent events of a kind.
 *
 * @param pack the catalogue
 * @param profile the shopper
 * @param rules each with an event, a window in days and a number of times; one matching rule is enough
 * @param now milliseconds since 1970
 * @returns rows, each once
 */
export function rowsMetOften(pack: Pick<Pack, 'rowOf'>, profile: Profile, rules: readonly SeenRule[], now: number): Set<number> {
  const rows = new Set<number>();
  for (const { event, days = Number.POSITIVE_INFINITY, times = 1 } of rules) {
    const counts = new Map<string, number>();
    for (const { itemId, name, time } of profile.interactions) {
      if (name !== event || now - time > days * DAY_MS) continue;
      const count = (counts.get(itemId) ?? 0) + 1;
      counts.set(itemId, count);
      const row = count >= times ? pack.rowOf(itemId) : -1;
      if (row >= 0) rows.add(row);
    }
  }
  return rows;
}
