/**
 * Gini coefficient of the exposure: 0 where all items are listed equally often, near 1 where few items are in all lists.
 *
 * @param shown number of lists with each item, shape [items]
 * @see Fleder, Hosanagar: Blockbuster culture's next rise or fall, Management Science 2009 (Gini coefficient)
 */
export function exposureGini(shown: Uint32Array): number {
  const ascending = shown.slice().sort();
  const items = ascending.length;
  let sum = 0;
  let weighted = 0;
  for (let index = 0; index < items; index++) {
    sum += ascending[index];
    weighted += (2 * (index + 1) - items - 1) * ascending[index];
  }
  return sum === 0 ? 0 : weighted / (items * sum);
}
