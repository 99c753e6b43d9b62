import { addBit, createBitset } from '../../src/core/numbers/bitset.js';
import { normal, seededRandom } from '../../src/core/numbers/random.js';
import { takeTensor } from '../../src/pack/format/take-tensor.js';
import { decodeSafetensors, encodeSafetensors } from '../../src/pack/format/safetensors.js';
import type { Query } from '../../src/types/scoring/query.js';
import type { ScorerRows } from '../../src/types/scoring/scorer.js';

/** The question that every contender is asked, and its answer. */
export interface Problem extends ScorerRows {
  /** Wanted per query. */
  readonly count: number;
  /** Shape [queries, dimensions]. */
  readonly vectors: Float32Array;
  readonly biasWeight: number;
  /** Bitset of the items left out, a tenth of all. */
  readonly exclusions: Uint32Array;
  /** Row numbers of the right answers, shape [queries, count]; filled up with 0xffffffff. */
  readonly expected: Uint32Array;
}

const MASKED = 0.1;
const SEED = 20260412;

/** Seeded questions about rows; the answers are still to be filled in. */
export function makeQuestions(rows: ScorerRows, count: number, queries: number): Problem {
  const random = seededRandom(SEED + rows.items + 2);
  const vectors = Float32Array.from({ length: queries * rows.dimensions }, () => normal(random));
  const exclusions = createBitset(rows.items);
  for (let item = 0; item < rows.items; item++) if (random() < MASKED) addBit(exclusions, item);
  return { ...rows, count, vectors, biasWeight: 0.5, exclusions, expected: new Uint32Array(queries * count).fill(0xffffffff) };
}

/** One of the problem's queries, as our scorers take it. */
export function queryOf({ vectors, dimensions, biasWeight }: Problem, index: number): Query {
  return {
    vector: vectors.subarray(index * dimensions, (index + 1) * dimensions),
    biasWeight,
    additions: { items: new Uint32Array(0), values: new Float32Array(0) },
  };
}

/** Queries of a problem. */
export function queriesOf(problem: Problem): number {
  return problem.vectors.length / problem.dimensions;
}

/** The problem as bytes, so that the browser and Node are asked the very same. */
export function encodeProblem(problem: Problem): Uint8Array<ArrayBuffer> {
  const { items, dimensions, count, rows, scales, bias, vectors, biasWeight, exclusions, expected } = problem;
  const queries = queriesOf(problem);
  return encodeSafetensors({
    rows: { type: 'I8', shape: [items, dimensions], data: rows },
    scales: { type: 'F32', shape: [items], data: scales },
    bias: { type: 'F32', shape: [items], data: bias },
    vectors: { type: 'F32', shape: [queries, dimensions], data: vectors },
    biasWeight: { type: 'F32', shape: [1], data: Float32Array.of(biasWeight) },
    exclusions: { type: 'U32', shape: [exclusions.length], data: exclusions },
    expected: { type: 'U32', shape: [queries, count], data: expected },
  });
}

/** The problem from `encodeProblem`'s bytes. */
export function decodeProblem(bytes: Uint8Array<ArrayBuffer>): Problem {
  const tensors = decodeSafetensors(bytes, 'problem');
  const [items, dimensions] = tensors.get('rows')?.shape ?? [0, 0];
  const [queries, count] = tensors.get('expected')?.shape ?? [0, 0];
  return {
    items,
    dimensions,
    count,
    rows: takeTensor(tensors, 'problem', 'rows', 'I8', [items, dimensions]),
    scales: takeTensor(tensors, 'problem', 'scales', 'F32', [items]),
    bias: takeTensor(tensors, 'problem', 'bias', 'F32', [items]),
    vectors: takeTensor(tensors, 'problem', 'vectors', 'F32', [queries, dimensions]),
    biasWeight: takeTensor(tensors, 'problem', 'biasWeight', 'F32', [1])[0],
    exclusions: takeTensor(tensors, 'problem', 'exclusions', 'U32', [Math.ceil(items / 32)]),
    expected: takeTensor(tensors, 'problem', 'expected', 'U32', [queries, count]),
  };
}
