import { normal, seededRandom } from '../core/numbers/random.js';
import type { Query } from '../types/scoring/query.js';
import type { Scorer, ScorerRows } from '../types/scoring/scorer.js';

/** Median milliseconds of an answer. */
export interface ScorerTimes {
  /** One query. */
  readonly single: number;
  /** One query of a batch of up to `BATCH`. */
  readonly batch: number;
}

const COUNT = 20;
const BATCH = 16;
const MEASUREMENTS = 3;
/** Target limit of one run in milliseconds: the page's queries wait meanwhile. */
const LONGEST_RUN = 40;

/**
 * Times a scorer on synthetic queries, after one warm-up run each. The thread is free between runs; on large catalogues the batch is smaller,
 * so that it does not block for long.
 *
 * @param scorer open
 * @param rows its catalogue
 */
export async function measureScorer(scorer: Scorer, rows: ScorerRows): Promise<ScorerTimes> {
  const random = seededRandom(1);
  const queries = Array.from(
    { length: BATCH },
    (): Query => ({
      vector: Float32Array.from({ length: rows.dimensions }, () => normal(random)),
      biasWeight: 1,
      additions: { items: new Uint32Array(0), values: new Float32Array(0) },
    }),
  );
  const exclusions = new Uint32Array(Math.ceil(rows.items / 32));
  const single = await medianTime(() => scorer.score(queries[0], COUNT, exclusions));
  const batch = queries.slice(0, Math.max(1, Math.floor(LONGEST_RUN / single)));
  return { single, batch: (await medianTime(() => scorer.scoreBatch(batch, COUNT, exclusions))) / batch.length };
}

async function medianTime(run: () => Promise<unknown>): Promise<number> {
  await run();
  const times: number[] = [];
  for (let index = 0; index < MEASUREMENTS; index++) {
    await new Promise((resolve) => setTimeout(resolve));
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[MEASUREMENTS >> 1];
}
