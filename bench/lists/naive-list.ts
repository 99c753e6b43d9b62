/** Input of the naive list: rows as floats. */
export interface FloatRows {
  readonly items: number;
  readonly dimensions: number;
  /** Shape [items, dimensions]. */
  readonly rows: Float32Array;
  /** Shape [items]. */
  readonly bias: Float32Array;
}

/** A row and its score. */
export interface ScoredRow {
  readonly row: number;
  readonly score: number;
}

/**
 * The straightforward list: the mean of the viewed rows, a loop over all items, a sort of all of them, MMR as in the paper. It gives
 * no reasons, excludes only viewed items, and runs on the page's thread, so that no message is sent.
 *
 * @param pack rows
 * @param viewed row numbers
 * @param options `candidates` to choose among, `count` of places, `diversity` 0 to 1
 */
export function naiveList(
  pack: FloatRows,
  viewed: readonly number[],
  { candidates, count, diversity }: { readonly candidates: number; readonly count: number; readonly diversity: number },
): ScoredRow[] {
  const { items, dimensions, rows, bias } = pack;
  const query = new Float32Array(dimensions);
  for (const row of viewed) for (let k = 0; k < dimensions; k++) query[k] += rows[row * dimensions + k] / viewed.length;
  const scored: ScoredRow[] = [];
  for (let row = 0; row < items; row++) {
    if (viewed.includes(row)) continue;
    let score = 0.1 * bias[row];
    for (let k = 0; k < dimensions; k++) score += query[k] * rows[row * dimensions + k];
    scored.push({ row, score });
  }
  scored.sort((a, b) => b.score - a.score);
  return naiveMmr(pack, scored.slice(0, candidates), count, diversity);
}

/**
 * Maximal marginal relevance as usually written: for every place, each open candidate is compared with the last chosen one, and its
 * greatest similarity is kept.
 *
 * @param pack rows
 * @param candidates best first
 * @param count places
 * @param diversity 0 to 1
 */
export function naiveMmr(
  { rows, dimensions }: Pick<FloatRows, 'rows' | 'dimensions'>,
  candidates: readonly ScoredRow[],
  count: number,
  diversity: number,
): ScoredRow[] {
  const units = candidates.map(({ row }) => {
    const vector = rows.subarray(row * dimensions, (row + 1) * dimensions);
    const length = Math.hypot(...vector);
    return Float64Array.from(vector, (value) => (length > 0 ? value / length : 0));
  });
  const cosine = (a: number, b: number): number => {
    let sum = 0;
    for (let k = 0; k < dimensions; k++) sum += units[a][k] * units[b][k];
    return sum;
  };
  const least = candidates[candidates.length - 1].score;
  const span = candidates[0].score - least;
  const open = candidates.map((_, place) => place);
  const greatest = new Float64Array(candidates.length).fill(-1);
  const chosen: number[] = [];
  while (chosen.length < count && open.length > 0) {
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (const [at, place] of open.entries()) {
      let worth = (1 - diversity) * (span > 0 ? (candidates[place].score - least) / span : 1);
      if (chosen.length > 0) {
        greatest[place] = Math.max(greatest[place], cosine(chosen[chosen.length - 1], place));
        worth -= diversity * greatest[place];
      }
      if (worth > most) {
        most = worth;
        best = at;
      }
    }
    chosen.push(...open.splice(best, 1));
  }
  return chosen.map((place) => candidates[place]);
}
