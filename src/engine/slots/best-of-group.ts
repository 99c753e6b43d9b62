/** Number of items that a group is judged by. */
export const BEST_ITEMS = 4;

/** An item of a group. */
export interface GroupItem {
  readonly row: number;
  readonly score: number;
}

/** The best items of a group, as they are found. */
export interface GroupBest {
  /** Best first; of equal scores the first row. One of each family. */
  readonly items: readonly GroupItem[];
  /** @param row of the group; rows come in ascending order */
  offer(row: number, score: number): void;
}

/**
 * Keeps the best items of a group.
 *
 * @param familyOf product of which a row is a variant; '' where it is of none
 */
export function bestOfGroup(familyOf: (row: number) => string): GroupBest {
  const items: GroupItem[] = [];
  return {
    items,
    offer: (row, score) => {
      if (items.length === BEST_ITEMS && score <= items[BEST_ITEMS - 1].score) return;
      const family = familyOf(row);
      const twin = family === '' ? -1 : items.findIndex((other) => familyOf(other.row) === family);
      if (twin >= 0) {
        if (items[twin].score >= score) return;
        items.splice(twin, 1);
      }
      const worse = items.findIndex((other) => other.score < score);
      items.splice(worse < 0 ? items.length : worse, 0, { row, score });
      if (items.length > BEST_ITEMS) items.pop();
    },
  };
}

/**
 * The score of a group: the mean over its best items, where those that there are not, and scores below 0, count as 0. So a group of one item is no
 * better than its item is, and further items never make a group worse.
 *
 * @param items the best
 */
export function scoreOfGroup(items: readonly GroupItem[]): number {
  return items.reduce((sum, { score }) => sum + Math.max(0, score), 0) / BEST_ITEMS;
}
