import { OnshelfError } from '../../core/onshelf-error.js';
import type { ScorerRows } from '../../types/scorer.js';
import type { CandidateFinder, Candidates, DenseQuery } from '../candidate-finder.js';
import { TopHeap } from '../top-k.js';
import { quantizationBound, rowMagnitudesOf } from './quantization-bound.js';
import { quantizeQuery } from './quantize-query.js';
import { BLOCK_ROWS, bindScoreRows, CANDIDATES_WORD, FOUND_WORD, type ScoreRows } from './score-rows.js';
import { loadCatalog, QUERY_SLOTS, type WasmCatalog } from './wasm-catalog.js';

/** Rows that all queries of a group go through before the next rows are fetched; fits the fast part of any cache. */
const TILE_BYTES = 131_072;

/** One query on its way through the rows. */
interface Search {
  readonly query: number;
  readonly excluded: number;
  readonly start: number;
  readonly step: number;
  readonly biasWeight: number;
  readonly best: TopHeap;
}

/**
 * Copies a catalogue into WebAssembly memory and finds candidates there.
 *
 * @param rows the catalogue; not kept
 * @param module from `compileScoreRows`
 * @throws OnshelfError `scorer-failed` where the memory cannot be had
 */
export async function createWasmFinder(rows: ScorerRows, module: WebAssembly.Module): Promise<CandidateFinder> {
  const { dimensions } = rows;
  const magnitudes = rowMagnitudesOf(rows);
  let catalog: WasmCatalog | undefined = loadCatalog(rows);
  let scoreRows: ScoreRows | undefined = await bindScoreRows(module, catalog);
  return {
    backend: 'wasm',
    most: Number.POSITIVE_INFINITY,
    get memory() {
      return { gpu: 0, heap: catalog?.memory.buffer.byteLength ?? 0 };
    },
    errorBound: (query) => quantizationBound(dimensions, magnitudes, query),
    find: async (queries, keep) => {
      if (catalog === undefined || scoreRows === undefined) throw new OnshelfError('scorer-failed', 'The WebAssembly scorer was disposed.');
      const found: Candidates[] = [];
      for (let first = 0; first < queries.length; first += QUERY_SLOTS) {
        found.push(...findTogether(catalog, scoreRows, queries.slice(first, first + QUERY_SLOTS), keep));
      }
      return found;
    },
    dispose: () => {
      catalog = undefined;
      scoreRows = undefined;
    },
  };
}

/** Answers as many queries as there are slots; memory is read once for all of them. */
function findTogether(catalog: WasmCatalog, scoreRows: ScoreRows, queries: readonly DenseQuery[], keep: number): Candidates[] {
  const size = Math.max(1, Math.min(keep, catalog.items));
  const searches = queries.map((query, slot) => startSearch(catalog, query, slot, size));
  const { buffer } = catalog.memory;
  const words = new Uint32Array(buffer, 0, catalog.rows / 4);
  const floats = new Float32Array(buffer, 0, catalog.rows / 4);
  const tile = Math.max(1, Math.floor(TILE_BYTES / (BLOCK_ROWS * catalog.dimensions)));
  for (let first = 0; first < catalog.blocks; first += tile) {
    const end = Math.min(first + tile, catalog.blocks);
    for (const { query, excluded, start, step, biasWeight, best } of searches) {
      for (let block = first; block < end; ) {
        block = scoreRows(block, end, excluded, query, start, step, biasWeight, best.threshold);
        const last = CANDIDATES_WORD + 2 * words[FOUND_WORD];
        for (let place = CANDIDATES_WORD; place < last; place += 2) {
          // Rows ascend, so one that only equals the worst kept stands behind it.
          if (floats[place] > best.threshold) best.offer(words[place + 1], floats[place]);
        }
      }
    }
  }
  return searches.map(({ best }) => {
    const { items, scores } = best.take();
    return { items, scores: Float32Array.from(scores) };
  });
}

/** Writes a query into its slot. */
function startSearch(catalog: WasmCatalog, { vector, biasWeight, excluded }: DenseQuery, slot: number, size: number): Search {
  const { items, memory, slots } = catalog;
  const place = slots[slot];
  const { values, step } = quantizeQuery(vector);
  const target = new Int16Array(memory.buffer, place.query, values.length);
  let start = 0;
  for (let k = 0; k < values.length; k += 4) {
    target.set([values[k], values[k + 2], values[k + 1], values[k + 3]], k);
    start -= 128 * (values[k] + values[k + 2]);
  }
  const bits = new Uint32Array(memory.buffer, place.excluded, excluded.length);
  bits.set(excluded);
  // The rows that fill up the last block must not come out.
  if (items % 32 !== 0) bits[bits.length - 1] |= ~(2 ** (items % 32) - 1);
  return { ...place, start, step, biasWeight, best: new TopHeap(size) };
}
