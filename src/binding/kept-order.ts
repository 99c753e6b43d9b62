/** The order of a list that grows. */
export interface KeptOrder {
  /**
   * Puts what was shown before where it was, and everything else behind it.
   *
   * @param entries in the answer's order, or in the given one until there is an answer
   * @param given ids in the shop's order
   * @param kind of the list: another one has an order of its own
   * @param answered whether the order is an answer's: only then is it kept
   */
  readonly arrange: <Entry extends { readonly id: string }>(
    entries: readonly Entry[],
    given: readonly string[],
    kind: string,
    answered: boolean,
  ) => readonly Entry[];
}

/** Whether a list goes on from an earlier one: at least half of that is still in it, in the same order. */
function goesOn(before: readonly string[], now: readonly string[]): boolean {
  const [had, has] = [new Set(before), new Set(now)];
  const kept = before.filter((id) => has.has(id));
  return kept.length * 2 >= before.length && kept.join('\n') === now.filter((id) => had.has(id)).join('\n');
}

/**
 * Keeps the order in which a growing list is shown. While the ids given stay the same, each answer orders the list anew. When ids are added or
 * removed, those that were shown stay where they are, and answers order only those behind them.
 */
export function createKeptOrder(): KeptOrder {
  let last: readonly string[] = [];
  let lastKind: string | undefined;
  /** Ids whose places are fixed, in order. */
  let fixed: readonly string[] = [];
  /** Ids in the order in which an answer showed them. */
  let shown: readonly string[] = [];
  return {
    arrange: (entries, given, kind, answered) => {
      if (kind !== lastKind || !goesOn(last, given)) {
        fixed = [];
        shown = [];
      } else if (given.join('\n') !== last.join('\n')) fixed = shown;
      last = given;
      lastKind = kind;
      const left = new Map(entries.map((entry) => [entry.id, entry]));
      const first = fixed.flatMap((id) => {
        const entry = left.get(id);
        left.delete(id);
        return entry ?? [];
      });
      const arranged = [...first, ...left.values()];
      if (answered) shown = arranged.map(({ id }) => id);
      return arranged;
    },
  };
}
