/**
 * The name that a mistyped one was probably meant to be.
 *
 * @param typed what stands there
 * @param names that there are
 * @returns undefined where none is near: more than a third of the letters differ
 */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  // Of long texts none is meant.
  if (typed.length > 40) return undefined;
  const near = names.map((name) => ({ name, steps: stepsBetween(typed, name) })).sort((a, b) => a.steps - b.steps)[0];
  return near !== undefined && near.steps <= Math.max(1, Math.floor(near.name.length / 3)) ? near.name : undefined;
}

/** Letters to add, take away, change or swap with the next one (optimal string alignment). */
function stepsBetween(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, row) => [row, ...Array<number>(b.length).fill(0)]);
  rows[0] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    for (let column = 1; column <= b.length; column++) {
      const changed = rows[row - 1][column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? rows[row - 2][column - 2] + 1 : changed;
      rows[row][column] = Math.min(rows[row - 1][column] + 1, rows[row][column - 1] + 1, changed, swapped);
    }
  }
  return rows[a.length][b.length];
}
