import type { Scorer, ScorerRows } from '../../src/types/scoring/scorer.js';
import type { LiveGpu } from './live-gpu.js';
import type { CreateScorer } from './scorer-cases.js';
import { expectSame, makeMask, makeQuery, makeRows, naiveTopK } from './scorer-problem.js';

/** GPU memory that a scorer reported over some rounds, and the objects alive after them. */
export interface SoakPortion {
  readonly rounds: number;
  /** Bytes, the maximum while in use. */
  readonly gpuBytesInUse: number;
  /** Bytes, the maximum after being disposed. */
  readonly gpuBytesLeft: number;
  /** The maximum alive after a round. */
  readonly liveLeft: LiveGpu;
}

const COUNT = 20;
const BATCH = 5;
const shape = { items: 2000, dimensions: 64 };
const source = makeRows(shape);
const mask = makeMask(shape.items, (item) => item % 10 === 3);
const queries = Array.from({ length: BATCH }, (_, seed) => makeQuery(source, 0.01, seed + 1));
const expected = queries.map((query) => naiveTopK(source, query, COUNT, mask));

/**
 * Loads a catalogue, scores one query and a batch, and disposes, repeatedly.
 *
 * @param create opens the scorer
 * @param rounds number of repetitions
 * @param live reports what is alive on the GPU
 * @throws Error at the first answer that is wrong
 */
export async function soakScorer(create: CreateScorer, rounds: number, live: () => LiveGpu): Promise<SoakPortion> {
  let gpuBytesInUse = 0;
  let gpuBytesLeft = 0;
  let liveLeft: LiveGpu = { bufferBytes: 0, contexts: 0 };
  for (let round = 0; round < rounds; round++) {
    const scorer = await create(loadAnew());
    expectSame(await scorer.score(queries[0], COUNT, mask), expected[0], `round ${round}`);
    const answers = await scorer.scoreBatch(queries, COUNT, mask);
    for (const [place, answer] of answers.entries()) expectSame(answer, expected[place], `round ${round}, question ${place}`);
    gpuBytesInUse = Math.max(gpuBytesInUse, scorer.memory.gpu);
    await disposeWhileAsked(scorer, round);
    gpuBytesLeft = Math.max(gpuBytesLeft, scorer.memory.gpu);
    const { bufferBytes, contexts } = live();
    liveLeft = { bufferBytes: Math.max(liveLeft.bufferBytes, bufferBytes), contexts: Math.max(liveLeft.contexts, contexts) };
  }
  return { rounds, gpuBytesInUse, gpuBytesLeft, liveLeft };
}

/** Like a pack that is read again: other arrays, the same numbers. */
function loadAnew(): ScorerRows {
  return { ...shape, rows: source.rows.slice(), scales: source.scales.slice(), bias: source.bias.slice() };
}

/** In every second round a query is still pending; it may be answered or rejected. */
async function disposeWhileAsked(scorer: Scorer, round: number): Promise<void> {
  const late = round % 2 === 0 ? undefined : scorer.score(queries[0], COUNT, mask).catch(() => {});
  scorer.dispose();
  await late;
}
