import type { Reason } from '../types/answer.js';

/** A term of the sum. */
interface Term {
  readonly kind: string;
  readonly contribution: number;
}

/** The term that may be added. */
type Rest = Extract<Reason, { kind: 'rest' }>;

/** Maximum number of added terms: each is exact to 53 bits of the remaining gap, so usually one suffices. */
const MAX_TERMS = 3;

/**
 * Makes terms add up to a score exactly: `terms.reduce((sum, { contribution }) => sum + contribution, 0) === score`. The
 * difference goes to the largest term, its last bits to the last term; where no float64 closes the gap there
 * (terms that nearly cancel), to an added term.
 *
 * @param terms in the order in which they are added up
 * @param score the sum; already nearly equal
 */
export function settleSum<T extends Term>(terms: readonly T[], score: number): (T | Rest)[] {
  const settled: (T | Rest)[] = [...terms];
  const largest = terms.reduce(
    (best, { contribution }, at) => (Math.abs(contribution) > Math.abs(terms[best].contribution) ? at : best),
    0,
  );
  const whole = terms[largest];
  if (whole !== undefined) settled[largest] = { ...whole, contribution: whole.contribution + (score - sumOf(terms)) };
  for (let added = 0; added < MAX_TERMS; added++) {
    const gap = score - sumOf(settled);
    if (gap === 0) return settled;
    const last = settled.pop();
    if (last === undefined) return [{ kind: 'rest', contribution: gap }];
    const closed = { ...last, contribution: score - sumOf(settled) };
    // A reason keeps its size: only rounding errors may be added to it.
    const same = Math.abs(closed.contribution - last.contribution) <= 1e-6 * Math.abs(last.contribution);
    if (same && sumOf([...settled, closed]) === score) return [...settled, closed];
    settled.push(last, { kind: 'rest', contribution: gap });
  }
  return settled;
}

function sumOf(terms: readonly Term[]): number {
  return terms.reduce((sum, { contribution }) => sum + contribution, 0);
}
