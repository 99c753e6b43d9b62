import type { Interactions } from '../../../src/train/log/interactions.js';

/** Views, one row of items per user in order of time, one millisecond after the other unless `times` says when. */
export function interactionsOf(histories: readonly (readonly number[])[], items: number, times?: readonly number[]): Interactions {
  const itemRows = Uint32Array.from(histories.flat());
  const offsets = new Uint32Array(histories.length + 1);
  for (const [user, history] of histories.entries()) offsets[user + 1] = offsets[user] + history.length;
  return {
    users: histories.length,
    items,
    offsets,
    itemRows,
    times: Float64Array.from(itemRows, (_, event) => times?.[event] ?? event),
    names: new Uint8Array(itemRows.length),
    amounts: new Float32Array(itemRows.length).fill(1),
    weights: new Float32Array(itemRows.length).fill(1),
    orders: new Uint32Array(itemRows.length),
  };
}
