import type { Interactions } from './interactions.js';

/** Indices of the events of each item: those of item `i` are `events[starts[i]]` to `events[starts[i + 1] - 1]`. */
export function eventsByItem({ items, itemRows }: Interactions): { starts: Uint32Array; events: Uint32Array } {
  const starts = new Uint32Array(items + 1);
  for (const item of itemRows) starts[item + 1]++;
  for (let item = 0; item < items; item++) starts[item + 1] += starts[item];
  const next = starts.slice(0, items);
  const events = new Uint32Array(itemRows.length);
  for (let event = 0; event < itemRows.length; event++) events[next[itemRows[event]]++] = event;
  return { starts, events };
}
