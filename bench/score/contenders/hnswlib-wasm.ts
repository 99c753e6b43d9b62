import { type HierarchicalNSW, loadHnswlib } from 'hnswlib-wasm';
import { hasBit } from '../../../src/core/numbers/bitset.js';
import type { Contender, Opened, Setting } from '../adapters/contender.js';
import { recallOf } from '../problem/check-answers.js';
import { floatRows } from '../problem/float-rows.js';
import type { Problem } from '../problem/problem.js';

/** Links per item and candidates while building: the library's own defaults. */
const LINKS = 16;
const BUILD_CANDIDATES = 200;
/** Candidates while searching; the first that reaches the recall is used, else the last. */
const SEARCH_CANDIDATES = [128, 256, 512, 1024] as const;
const ENOUGH_RECALL = 0.95;
const QUERIES_TRIED = 16;
const SEED = 100;
/** Points per call. */
const PORTION = 1000;
const FILE = 'bench.hnsw';

/** Building takes a minute or more, so it happens once per worker; later openings reuse the index. */
let built: Promise<Opened> | undefined;

/**
 * An approximate index. The bias becomes one more column, the mask a filter. Opening builds the index, writes it to a file in memory and
 * reads it back, so that both building and reading are timed.
 */
export const contender: Contender = {
  approximate: true,
  formulations: ['HierarchicalNSW'],
  open: (problem, _formulation, setting) => {
    built ??= build(problem, setting);
    return built;
  },
};

async function build(problem: Problem, { hurry }: Setting): Promise<Opened> {
  const library = await loadHnswlib();
  const { items, dimensions, count, vectors, biasWeight, exclusions } = problem;
  // A multiple of four.
  const width = dimensions + 4;
  const start = performance.now();
  let index = new library.HierarchicalNSW('ip', width, '');
  index.initIndex(items, LINKS, BUILD_CANDIDATES, SEED);
  addRows(index, problem, width);
  const measured: Record<string, number> = { buildMs: performance.now() - start };

  const search = (query: number): number[] => {
    const question = new Float32Array(width);
    question.set(vectors.subarray(query * dimensions, (query + 1) * dimensions));
    question[dimensions] = biasWeight;
    return index.searchKnn(question, count, (label: number) => !hasBit(exclusions, label)).neighbors;
  };
  const queries = Math.min(QUERIES_TRIED, vectors.length / dimensions);
  const recall = (): number => {
    let sum = 0;
    for (let query = 0; query < queries; query++) sum += recallOf(problem, query, search(query));
    return sum / queries;
  };

  if (hurry) {
    index.setEfSearch(SEARCH_CANDIDATES[0]);
  } else {
    await index.writeIndex(FILE);
    const startOfLoad = performance.now();
    index = new library.HierarchicalNSW('ip', width, '');
    await index.readIndex(FILE, items);
    measured.loadMs = performance.now() - startOfLoad;
    for (const candidates of SEARCH_CANDIDATES) {
      index.setEfSearch(candidates);
      measured.efSearch = candidates;
      measured.recall = recall();
      if (measured.recall >= ENOUGH_RECALL) break;
    }
  }
  return {
    // Per item: the number and the links of the lowest layer, the vector, the label.
    bytes: items * 4 * (1 + 2 * LINKS + width + 1),
    measured,
    score: async (query) => search(query),
    dispose: () => {},
  };
}

function addRows(index: HierarchicalNSW, problem: Problem, width: number): void {
  const { items, dimensions, bias } = problem;
  const rows = floatRows(problem);
  for (let first = 0; first < items; first += PORTION) {
    const points: Float32Array[] = [];
    const labels: number[] = [];
    for (let item = first; item < Math.min(items, first + PORTION); item++) {
      const point = new Float32Array(width);
      point.set(rows.subarray(item * dimensions, (item + 1) * dimensions));
      point[dimensions] = bias[item];
      points.push(point);
      labels.push(item);
    }
    index.addPoints(points, labels, false);
  }
}
