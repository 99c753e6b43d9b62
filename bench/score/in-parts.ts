/** Floats of the scores that a batch may hold at once: libraries that score first and pick later need all of them. */
const MAX_SCORES = 2 ** 25;

/**
 * Asks for many queries, as many together as memory allows.
 *
 * @param items rows of the catalogue
 * @param queries how many
 * @param answer answers some of them, from the given one on
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
