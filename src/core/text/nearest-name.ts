/** Maximum edit distance of a misspelled name. */
const MAX_CHANGES = 2;

/**
 * The name that was probably meant, or undefined.
 *
 * @param written the unknown name
 * @param names all known names
 * @see Wagner, Fischer, The string-to-string correction problem, J. ACM 21 (1974)
 */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let fewest = Math.min(MAX_CHANGES, written.length - 1) + 1;
  for (const name of names) {
    const changes = changesBetween(written.toLowerCase().slice(0, 64), name.toLowerCase());
    if (changes < fewest) [nearest, fewest] = [name, changes];
  }
  return nearest;
}

function changesBetween(from: string, to: string): number {
  let before: number[] = [];
  // A loop: some pages replace `Array.from`.
  for (let at = 0; at <= to.length; at++) before[at] = at;
  for (let row = 1; row <= from.length; row++) {
    const now = [row];
    for (let at = 1; at <= to.length; at++) {
      now.push(Math.min(now[at - 1] + 1, before[at] + 1, before[at - 1] + (from[row - 1] === to[at - 1] ? 0 : 1)));
    }
    before = now;
  }
  return before[to.length];
}
