/**
 * The error function, to 1.5e-7.
 *
 * @param size 0 or more
 * @returns 0 to 1
 * @see Abramowitz, Stegun: Handbook of Mathematical Functions, 7.1.26
 */
export function errorFunction(size: number): number {
  const t = 1 / (1 + 0.3275911 * size);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - series * Math.exp(-size * size);
}
