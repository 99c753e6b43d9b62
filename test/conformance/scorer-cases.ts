import type { Query } from '../../src/types/scoring/query.js';
import type { Scorer, ScorerRows } from '../../src/types/scoring/scorer.js';
import { expectSame, makeMask, makeQuery, makeRows, naiveTopK, type RowsShape } from './scorer-problem.js';

/** Makes the scorer under test; the suite disposes it. */
export type CreateScorer = (rows: ScorerRows) => Promise<Scorer>;

/** One promise that every scorer keeps. Free of any test framework, so a page can run it too. */
export interface ScorerCase {
  readonly name: string;
  /** @throws Error that says what differs */
  run(create: CreateScorer): Promise<void>;
}

const SHAPES: readonly RowsShape[] = [
  ...[0, 1, 63, 64, 65].flatMap((items) => [8, 64, 256].map((dimensions) => ({ items, dimensions }))),
  { items: 4095, dimensions: 4 },
  { items: 1000, dimensions: 12 },
  { items: 1000, dimensions: 100 },
  ...[8, 64, 256].map((dimensions) => ({ items: 10_000, dimensions })),
  { items: 100_000, dimensions: 64 },
];

/** Compares one scorer with the naive answers for several counts, masks and queries. */
async function checkShape(create: CreateScorer, shape: RowsShape): Promise<void> {
  const rows = makeRows(shape);
  const scorer = await create(rows);
  const masks: readonly [string, Uint32Array][] = [
    ['nothing masked', makeMask(rows.items, () => false)],
    ['all masked', makeMask(rows.items, () => true)],
    ['all but one masked', makeMask(rows.items, (item) => item !== rows.items >> 1)],
    ['two thirds masked', makeMask(rows.items, (item) => item % 3 !== 1)],
  ];
  const queries: readonly [string, Query][] = [
    ['dense', makeQuery(rows)],
    ['with additions', makeQuery(rows, 0.02)],
    ['sparse only', { ...makeQuery(rows, 0.02), vector: new Float32Array(rows.dimensions), biasWeight: 0 }],
    ['bias only', { ...makeQuery(rows), vector: new Float32Array(rows.dimensions) }],
  ];
  const counts = rows.items >= 10_000 ? [20, 1000] : [1, 2, 12, 64, 100, 500, 1000];
  try {
    for (const [maskName, mask] of masks) {
      for (const [queryName, query] of queries) {
        const expected = naiveTopK(rows, query, 1000, mask);
        for (const count of counts) {
          const first = { items: expected.items.subarray(0, count), scores: expected.scores.subarray(0, count) };
          expectSame(await scorer.score(query, count, mask), first, `${maskName}, ${queryName}, count ${count}`);
        }
      }
    }
  } finally {
    scorer.dispose();
  }
}

/** Compares one scorer with the naive answer for one query. */
async function checkQuestion(create: CreateScorer, rows: ScorerRows, query: Query, counts: readonly number[]): Promise<void> {
  const scorer = await create(rows);
  const mask = makeMask(rows.items, (item) => item % 7 === 0);
  try {
    for (const count of counts) {
      expectSame(await scorer.score(query, count, mask), naiveTopK(rows, query, count, mask), `count ${count}`);
    }
  } finally {
    scorer.dispose();
  }
}

/** Compares a batch of unlike queries with the naive answers, and with the same queries one by one. */
async function checkBatch(create: CreateScorer, size: number): Promise<void> {
  const rows = makeRows({ items: 3000, dimensions: 64 });
  const scorer = await create(rows);
  const mask = makeMask(rows.items, (item) => item % 7 === 0);
  const queries = Array.from({ length: size }, (_, place): Query => {
    const query = makeQuery(rows, (place % 3) * 0.01, place + 1);
    return place % 5 === 1 ? { ...query, vector: new Float32Array(rows.dimensions), biasWeight: place % 2 } : query;
  });
  try {
    for (const count of [20, 500]) {
      const answers = await scorer.scoreBatch(queries, count, mask);
      if (answers.length !== size) throw new Error(`${answers.length} answers to ${size} questions`);
      for (const [place, query] of queries.entries()) {
        expectSame(answers[place], naiveTopK(rows, query, count, mask), `count ${count}, question ${place} of a batch`);
        // A few are enough: one by one, a software GPU is slow.
        if (place < 5) expectSame(answers[place], await scorer.score(query, count, mask), `count ${count}, question ${place} alone`);
      }
    }
    if ((await scorer.scoreBatch([], 20, mask)).length !== 0) throw new Error('an empty batch has answers');
  } finally {
    scorer.dispose();
  }
}

const MANY_COUNTS = [1, 20, 31, 32, 33, 96, 97, 224, 480, 500, 992, 999, 1000];

/** Every case of the conformance suite. */
export const SCORER_CASES: readonly ScorerCase[] = [
  ...SHAPES.map((shape) => ({
    name: `${shape.items} items of ${shape.dimensions} columns`,
    run: (create: CreateScorer) => checkShape(create, shape),
  })),
  {
    // Three queries only: the naive answer takes long to sort.
    name: '300000 items of 64 columns',
    run: (create) => {
      const rows = makeRows({ items: 300_000, dimensions: 64 });
      return checkQuestion(create, rows, makeQuery(rows, 0.001), [1, 100, 1000]);
    },
  },
  ...[1, 3, 70].map((size) => ({
    name: `a batch of ${size}`,
    run: (create: CreateScorer) => checkBatch(create, size),
  })),
  {
    name: 'every count size',
    run: (create) => {
      const rows = makeRows({ items: 5000, dimensions: 64 });
      return checkQuestion(create, rows, makeQuery(rows, 0.1), MANY_COUNTS);
    },
  },
  {
    name: 'identical rows come in order of row number',
    run: async (create) => {
      for (const distinct of [1, 3, 200]) {
        const rows = makeRows({ items: 5000, dimensions: 64, distinct });
        await checkQuestion(create, rows, makeQuery(rows), [1, 20, 500, 1000]);
      }
    },
  },
  {
    name: 'scores that differ by less than float32 can tell',
    run: async (create) => {
      const rows = makeRows({ items: 5000, dimensions: 64, distinct: 1 });
      const bias = Float32Array.from({ length: rows.items }, (_, item) => ((item * 7919) % rows.items) * 2 ** -40);
      await checkQuestion(create, { ...rows, bias }, makeQuery(rows), [20, 1000]);
    },
  },
  {
    name: 'additions to the best items push them out or hold them',
    run: async (create) => {
      const rows = makeRows({ items: 5000, dimensions: 64 });
      const plain = makeQuery(rows);
      const best = naiveTopK(
        rows,
        plain,
        300,
        makeMask(rows.items, () => false),
      ).items.toSorted();
      for (const value of [-1000, -0.5, 0, 0.5]) {
        const additions = { items: best, values: new Float32Array(best.length).fill(value) };
        await checkQuestion(create, rows, { ...plain, additions }, [1, 20, 100, 1000]);
      }
    },
  },
  {
    name: 'numbers beyond float32',
    run: async (create) => {
      const rows = makeRows({ items: 200, dimensions: 8 });
      const query = makeQuery(rows);
      await checkQuestion(create, rows, { ...query, vector: query.vector.map((value) => value * 1e37) }, [20]);
      await checkQuestion(create, rows, { ...query, biasWeight: 1e300 }, [20]);
    },
  },
  {
    name: 'overlapping questions',
    run: async (create) => {
      const rows = makeRows({ items: 5000, dimensions: 64 });
      const scorer = await create(rows);
      const mask = makeMask(rows.items, () => false);
      try {
        const queries = [1, 2, 3, 4, 5].map((seed) => makeQuery(rows, 0.01, seed));
        const answers = await Promise.all(queries.map((query, place) => scorer.score(query, 10 + 50 * place, mask)));
        answers.forEach((answer, place) => {
          expectSame(answer, naiveTopK(rows, queries[place], 10 + 50 * place, mask), `question ${place}`);
        });
      } finally {
        scorer.dispose();
      }
    },
  },
];
