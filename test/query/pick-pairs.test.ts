import { beforeAll, describe, expect, it } from 'vitest';
import { choleskyFactor, choleskySolve } from '../../src/core/numbers/cholesky.js';
import { rowVector } from '../../src/core/numbers/row-vector.js';
import { makeQuiz } from '../../src/engine/quiz/make-quiz.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { pickPairs } from '../../src/query/pick-pairs.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import type { Pack } from '../../src/types/pack.js';
import { tinyPack } from '../fixtures/tiny-pack.js';

let pack: Pack;
beforeAll(async () => {
  pack = await tinyPack();
});
const rows = Array.from({ length: 40 }, (_, row) => row);

/** `d' A^-1 d` over a system of `gram + ridge` and the pairs answered so far, by plain formulas. */
function variance(a: number, b: number, answered: readonly (readonly [number, number])[], weight: number): number {
  const { dimensions: size } = pack;
  const difference = (x: number, y: number) => rowVector(pack, x).map((value, k) => value - rowVector(pack, y)[k]);
  const system = Float64Array.from(pack.gram, (value, at) => value + (at % (size + 1) === 0 ? pack.manifest.encoder.regularization : 0));
  for (const [x, y] of answered) {
    const d = difference(x, y);
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) system[i * size + j] += weight * d[i] * d[j];
  }
  choleskyFactor(system, size);
  const d = difference(a, b);
  const solved = d.slice();
  choleskySolve(system, size, solved);
  return d.reduce((sum, value, k) => sum + value * solved[k], 0);
}

describe('the pairs of a quiz', () => {
  it('are each the pair of greatest variance, given the answers before it', async () => {
    const picked = await pickPairs(pack, [], pack.manifest.encoder, { candidates: rows, count: 4, weight: 3 });
    expect(picked).toHaveLength(4);
    for (const [at, { rows: pair, uncertainty }] of picked.entries()) {
      const before = picked.slice(0, at).map((one) => one.rows);
      expect(uncertainty).toBeCloseTo(variance(...pair, before, 3), 9);
      const free = rows.filter((row) => !before.flat().includes(row));
      const best = Math.max(...free.flatMap((a) => free.filter((b) => b > a).map((b) => variance(a, b, before, 3))));
      expect(uncertainty).toBeCloseTo(best, 9);
    }
  });

  it('never contain an item twice, and end if no item remains', async () => {
    const picked = await pickPairs(pack, [], pack.manifest.encoder, { candidates: rows.slice(0, 5), count: 6, weight: 4 });
    expect(picked).toHaveLength(2);
    expect(new Set(picked.flatMap((one) => one.rows)).size).toBe(4);
  });

  it('are the same for the same log, leave out items of the history, and have an id that answers name', async () => {
    const scorer = createJsScorer({ ...pack, bias: pack.popularity });
    const quiz = (events: Parameters<typeof foldEvents>[1]) =>
      makeQuiz({ pack, scorer, profile: foldEvents(emptyProfile(), events), now: 5 }, { pairs: 3 });
    const first = await quiz([]);
    expect((await quiz([])).pairs).toEqual(first.pairs);
    expect(first.quizId).toMatch(/^quiz-/);
    const [asked] = first.pairs[0].items;
    const later = await quiz([
      { id: 'a', name: 'feedback', kind: 'more', time: 1, items: [{ item_id: asked.id }], item_list_id: first.quizId },
    ]);
    expect(later.pairs.flatMap(({ items }) => items.map(({ id }) => id))).not.toContain(asked.id);
    expect(later.pairs[0].uncertainty).toBeLessThanOrEqual(first.pairs[0].uncertainty);
  });
});
