/**
 * The slope of a function by one of the numbers that it depends on, by central differences.
 *
 * @param values numbers; as they were afterwards
 * @param k index of the one that is moved
 * @param step by which it is moved, > 0
 * @param measure the function
 */
export function slopeOf(values: Float64Array | Float32Array, k: number, step: number, measure: () => number): number {
  const known = values[k];
  values[k] = known + step;
  const above = measure();
  values[k] = known - step;
  const below = measure();
  values[k] = known;
  return (above - below) / (2 * step);
}
