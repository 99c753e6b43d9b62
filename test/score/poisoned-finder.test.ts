import { describe, expect, it } from 'vitest';
import { chooseScorer } from '../../src/score/choose-scorer.js';
import type { CandidateFinder, Candidates } from '../../src/score/settle/candidate-finder.js';
import { checkKnownAnswer } from '../../src/score/settle/known-answer.js';
import { magnitudesOf, roundingBound } from '../../src/score/settle/rounding-bound.js';
import { createSettledScorer } from '../../src/score/settle/settled-scorer.js';
import type { Note } from '../../src/types/note.js';
import type { ScorerRows } from '../../src/types/scoring/scorer.js';
import { expectSame, makeMask, makeQuery, makeRows, naiveTopK } from '../conformance/scorer-problem.js';

const rows = makeRows({ items: 3000, dimensions: 64 });
const nothing = makeMask(rows.items, () => false);
const queries = [1, 2, 3, 4, 5].map((seed) => makeQuery(rows, 0.01, seed));

type Poison = (candidates: Candidates) => Candidates;

/** Wrong results that backends have returned without an error. */
const POISONS: readonly [string, Poison][] = [
  ['zeros', ({ items, scores }) => ({ items: items.map(() => 0), scores: scores.map(() => 0) })],
  ['zero scores', ({ items, scores }) => ({ items, scores: scores.map(() => 0) })],
  ['not a number', ({ items, scores }) => ({ items, scores: scores.map(() => Number.NaN) })],
  ['infinities', ({ items, scores }) => ({ items, scores: scores.map(() => Number.POSITIVE_INFINITY) })],
  ['shuffled ids', ({ items, scores }) => ({ items: items.toReversed(), scores })],
  ['ids one too high', ({ items, scores }) => ({ items: items.map((item) => item + 1), scores })],
  ['scores rounded to half precision', ({ items, scores }) => ({ items, scores: scores.map((score) => Math.round(score * 64) / 64) })],
];

/** A correct finder whose results `poison` changes. */
function finderOf(source: ScorerRows, poison: Poison): CandidateFinder {
  const magnitudes = magnitudesOf(source);
  return {
    backend: 'webgpu',
    most: 1024,
    memory: { gpu: 0, heap: 0 },
    errorBound: (query) => roundingBound(source.dimensions, magnitudes, query),
    find: async (asked, keep) =>
      asked.map(({ vector, biasWeight, excluded }) => {
        const additions = { items: new Uint32Array(0), values: new Float32Array(0) };
        const { items, scores } = naiveTopK(source, { vector, biasWeight, additions }, keep, excluded);
        return poison({ items, scores: Float32Array.from(scores) });
      }),
    dispose: () => {},
  };
}

describe('a correct backend', () => {
  it('passes the known-answer test and is used', async () => {
    await checkKnownAnswer(async (known) => finderOf(known, (candidates) => candidates));
    const scorer = createSettledScorer(
      rows,
      finderOf(rows, (candidates) => candidates),
    );
    expectSame(await scorer.score(queries[0], 20, nothing), naiveTopK(rows, queries[0], 20, nothing), 'served');
  });
});

describe.each(POISONS)('a backend that returns %s', (name, poison) => {
  it('is detected at its first answer', async () => {
    const scorer = createSettledScorer(rows, finderOf(rows, poison));
    await expect(scorer.score(queries[0], 20, nothing)).rejects.toMatchObject({ code: 'wrong-result' });
    await expect(scorer.scoreBatch(queries, 20, nothing)).rejects.toMatchObject({ code: 'wrong-result' });
  });

  it('is detected in one query of a batch', async () => {
    let asked = 0;
    const scorer = createSettledScorer(
      rows,
      finderOf(rows, (candidates) => (asked++ === 3 ? poison(candidates) : candidates)),
    );
    await expect(scorer.scoreBatch(queries, 20, nothing)).rejects.toMatchObject({ code: 'wrong-result' });
  });

  it('is replaced by the processor, with the right answer to the same query', async () => {
    const notes: Note[] = [];
    let opened = 0;
    const open = async () => {
      opened++;
      return createSettledScorer(rows, finderOf(rows, poison));
    };
    const offers = [{ backend: 'webgpu' as const, offered: true, open }];
    const scorer = await chooseScorer(rows, 'webgpu', { notes, offers });
    for (const query of queries) {
      expectSame(await scorer.score(query, 20, nothing), naiveTopK(rows, query, 20, nothing), name);
      expect(scorer.backend).toBe('js');
    }
    expect(opened).toBe(1);
    expect(notes.map(({ message }) => message).join()).toContain('failed');
  });

  it('does not pass the known-answer test', async () => {
    await expect(checkKnownAnswer(async (known) => finderOf(known, poison))).rejects.toMatchObject({ code: 'wrong-result' });
  });
});
