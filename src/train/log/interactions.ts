/**
 * Who touched what and when, in order of (user, time, row of the log): the events of user `u` stand at `offsets[u]` to
 * `offsets[u + 1] - 1`.
 */
export interface Interactions {
  readonly users: number;
  /** Rows of the catalogue. */
  readonly items: number;
  /** Shape [users + 1], ascending, from 0. */
  readonly offsets: Uint32Array;
  /** Row of the catalogue. Shape [events]. */
  readonly itemRows: Uint32Array;
  /** Milliseconds since 1970. Shape [events]. */
  readonly times: Float64Array;
  /** Place in `TRAINED_EVENTS`. Shape [events]. */
  readonly names: Uint8Array;
  /** `purchase`: pieces; `rate`: 1 to 5; `dwell`: seconds; else 1. Shape [events]. */
  readonly amounts: Float32Array;
  /** What the event is worth, a view being 1; 0 or more. Shape [events]. */
  readonly weights: Float32Array;
}

/**
 * The first events of each user; none leaves the user out of training, but in place, so that numbers stay.
 *
 * @param interactions all of them
 * @param kept how many events of a user stay
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
  };
  for (let user = 0; user < users; user++) {
    const from = offsets[user];
    const to = from + cut[user + 1] - cut[user];
    for (const column of ['itemRows', 'times', 'names', 'amounts', 'weights'] as const) {
      result[column].set(interactions[column].subarray(from, to), cut[user]);
    }
  }
  return result;
}
