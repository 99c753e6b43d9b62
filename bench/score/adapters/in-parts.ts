/** Maximum number of scores of a batch in memory: libraries that select after scoring need all of them. */
const MAX_SCORES = 2 ** 25;

/**
 * Answers a batch of queries in parts that fit in memory.
 *
 * @param items rows of the catalogue
 * @param queries number of queries
 * @param answer answers `queries` queries from `first` on
 */
export async function inParts<Answer>(
  items: number,
  queries: number,
  answer: (first: number, queries: number) => Promise<Answer[]>,
): Promise<Answer[]> {
  const together = Math.max(1, Math.floor(MAX_SCORES / items));
  const answers: Answer[] = [];
  for (let first = 0; first < queries; first += together) answers.push(...(await answer(first, Math.min(together, queries - first))));
  return answers;
}
