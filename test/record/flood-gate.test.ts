import { expect, it } from 'vitest';
import { createFloodGate } from '../../src/record/flood-gate.js';

const passing = (gate: (now: number) => boolean, now: number, calls: number): number =>
  Array.from({ length: calls }, () => gate(now)).filter((passed) => passed).length;

it('lets a burst of 5 000 through, and then 50 a second', () => {
  const gate = createFloodGate();
  expect(passing(gate, 1000, 6000)).toBe(5000);
  expect(passing(gate, 2000, 6000)).toBe(50);
  expect(passing(gate, 2010, 10)).toBe(0);
  expect(passing(gate, 4000, 6000)).toBe(100);
});

it('allows a whole burst again after a while, and no more than that after a year', () => {
  const gate = createFloodGate();
  passing(gate, 1000, 6000);
  expect(passing(gate, 1000 + 365 * 86_400_000, 9000)).toBe(5000);
});

it('is unchanged when the clock is set back', () => {
  const gate = createFloodGate();
  expect(passing(gate, 1_000_000, 4000)).toBe(4000);
  expect(passing(gate, 0, 2000)).toBe(1000);
  expect(passing(gate, 1000, 100)).toBe(50);
});
