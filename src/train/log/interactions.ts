/**
 * The events of a log as columns, sorted by user, time and row of the log. The events of user `u` have the indices `offsets[u]` to
 * `offsets[u + 1] - 1`. Shapes: [users + 1] for `offsets`, [events] for the other columns.
 */
export interface Interactions {
  /** Number of users. */
  readonly users: number;
  /** Number of rows of the catalogue. */
  readonly items: number;
  /** Shape [users + 1], ascending, from 0. */
  readonly offsets: Uint32Array;
  /** Row in the catalogue, 0 to items - 1. Shape [events]. */
  readonly itemRows: Uint32Array;
  /** Milliseconds since 1970. Shape [events]. */
  readonly times: Float64Array;
  /** Event names, as indices in `TRAINED_EVENTS`. Shape [events]. */
  readonly names: Uint8Array;
  /** `purchase`: pieces; `rate`: 1 to 5; `dwell`: seconds; else 1. Shape [events]. */
  readonly amounts: Float32Array;
  /** Weights, 0 or more; 1 for a view. Shape [events]. */
  readonly weights: Float32Array;
  /** Number of the order by `transaction_id`, from 1, of one user; 0: none. Shape [events]. */
  readonly orders: Uint32Array;
}

/**
 * The first events of each user. A user without events keeps their number.
 *
 * @param interactions all of them
 * @param kept number of events to keep of a user
 */
export function keepFirst(interactions: Interactions, kept: (user: number) => number): Interactions {
  const { users, items, offsets } = interactions;
  const cut = new Uint32Array(users + 1);
  for (let user = 0; user < users; user++) {
    const length = offsets[user + 1] - offsets[user];
    cut[user + 1] = cut[user] + Math.min(Math.max(kept(user), 0), length);
  }
  const events = cut[users];
  const result = {
    users,
    items,
    offsets: cut,
    itemRows: new Uint32Array(events),
    times: new Float64Array(events),
    names: new Uint8Array(events),
    amounts: new Float32Array(events),
    weights: new Float32Array(events),
    orders: new Uint32Array(events),
  };
  for (let user = 0; user < users; user++) {
    const from = offsets[user];
    const to = from + cut[user + 1] - cut[user];
    for (const column of ['itemRows', 'times', 'names', 'amounts', 'weights', 'orders'] as const) {
      result[column].set(interactions[column].subarray(from, to), cut[user]);
    }
  }
  return result;
}
