import { partialSort } from '../../core/numbers/top-list.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { ScorerRows } from '../../types/scoring/scorer.js';
import type { CandidateFinder, Candidates, DenseQuery } from '../settle/candidate-finder.js';
import { quantizationBound, type RowMagnitudes, rowMagnitudesOf } from './quantization-bound.js';
import { quantizeQuery } from './quantize-query.js';
import { BLOCK_ROWS, FOUND_WORD } from './score-rows.js';
import { loadCatalog, MAX_CANDIDATES, QUERY_SLOTS, type QuerySlot, WASM_CANDIDATE_BYTES, type WasmCatalog } from './wasm-catalog.js';

/** Bytes of rows that all queries of a group score before the next rows are read; fits into any processor's L2 cache. */
const TILE_BYTES = 131_072;
/** Bytes of the candidates of a block all of whose rows are candidates. */
const BLOCK_BYTES = BLOCK_ROWS * WASM_CANDIDATE_BYTES;
/** Columns 1 and 2 of a word of the query are swapped, as `score-rows.wat` reads them. */
const MOVES = [0, 1, -1, 0];
/** Scratch of `narrow`. */
const SCORES = new Float64Array(MAX_CANDIDATES + BLOCK_ROWS);
const UNUSED = new Uint32Array(SCORES.length);

/** The state of one query's search. */
interface Search extends QuerySlot {
  readonly start: number;
  readonly step: number;
  readonly biasWeight: number;
  readonly bound: number;
  /** Number of candidates to keep. */
  readonly keep: number;
  /** Rows with this score or less are not among the best. */
  threshold: number;
  /** End address of the candidates found. */
  found: number;
}

/**
 * Copies a catalogue into WebAssembly memory and finds candidates there.
 *
 * @param rows the catalogue; not kept
 * @param module from `compileScoreRows`
 * @throws OnshelfError `scorer-failed` where the memory cannot be allocated
 */
export async function createWasmFinder(rows: ScorerRows, module: WebAssembly.Module): Promise<CandidateFinder> {
  const { dimensions } = rows;
  const magnitudes = rowMagnitudesOf(rows);
  let catalog: WasmCatalog | undefined = await loadCatalog(rows, module);
  return {
    backend: 'wasm',
    most: MAX_CANDIDATES / 2,
    margin: 0,
    get memory() {
      return { gpu: 0, heap: catalog?.words.byteLength ?? 0 };
    },
    errorBound: ({ vector, biasWeight }) => {
      if (vector.length !== dimensions || !vector.every(Number.isFinite)) return Number.POSITIVE_INFINITY;
      return quantizationBound(magnitudes, quantizeQuery(vector), biasWeight);
    },
    find: async (queries, keep) => {
      if (catalog === undefined) throw new OnshelfError('scorer-failed', 'The WebAssembly scorer was disposed.');
      const found: Candidates[] = [];
      for (let first = 0; first < queries.length; first += QUERY_SLOTS) {
        found.push(...findTogether(catalog, magnitudes, queries.slice(first, first + QUERY_SLOTS), keep));
      }
      return found;
    },
    dispose: () => {
      catalog = undefined;
    },
  };
}

/** Answers at most `QUERY_SLOTS` queries; each tile of rows is read once for all of them. */
function findTogether(catalog: WasmCatalog, magnitudes: RowMagnitudes, queries: readonly DenseQuery[], keep: number): Candidates[] {
  const searches = queries.map((query, slot) => startSearch(catalog, magnitudes, query, catalog.slots[slot], keep));
  const { blocks, dimensions, words, scoreRows } = catalog;
  const tile = Math.max(1, Math.floor(TILE_BYTES / (BLOCK_ROWS * dimensions)));
  for (let first = 0; first < blocks; first += tile) {
    const last = Math.min(first + tile, blocks);
    for (const search of searches) {
      const { query, excluded, start, step, biasWeight } = search;
      for (let block = first; block < last && hasRoom(search); ) {
        // Narrowing costs about as much as recording this many more.
        const enough = Math.min(search.found + WASM_CANDIDATE_BYTES * (keep / 2 + 32), search.end - BLOCK_BYTES);
        block = scoreRows(block, last, excluded, query, start, step, biasWeight, search.threshold, search.found, enough);
        search.found = words[FOUND_WORD];
        if (search.found > enough || last === blocks) narrow(catalog, search);
      }
    }
  }
  return searches.map((search) => takeCandidates(catalog, search));
}

/** Whether there is room for a whole block of candidates. Where too many scores tie, there is not. */
function hasRoom({ found, end }: Search): boolean {
  return found <= end - BLOCK_BYTES;
}

/** Raises a search's threshold to what its candidates prove, and drops those that are not above it. */
function narrow({ words, floats }: WasmCatalog, search: Search): void {
  const { keep, bound } = search;
  const first = search.candidates / 4;
  const last = search.found / 4;
  const count = (last - first) / 2;
  if (count <= keep) return;
  for (let place = 0; place < count; place++) SCORES[place] = floats[first + 2 * place];
  partialSort(SCORES, UNUSED, 0, count, keep - 1, keep);
  // `keep` rows have an exact score of at least this one less `bound`. A score that is more than twice `bound` lower is worse.
  search.threshold = Math.fround(SCORES[keep - 1] - 3 * bound);
  let to = first;
  for (let at = first; at < last; at += 2) {
    if (floats[at] < search.threshold) continue;
    words[to++] = words[at];
    words[to++] = words[at + 1];
  }
  search.found = 4 * to;
}

function takeCandidates({ words, floats }: WasmCatalog, search: Search): Candidates {
  const first = search.candidates / 4;
  const items = new Uint32Array((search.found - search.candidates) / WASM_CANDIDATE_BYTES);
  const scores = new Float32Array(items.length);
  for (let place = 0; place < items.length; place++) {
    scores[place] = floats[first + 2 * place];
    items[place] = words[first + 2 * place + 1];
  }
  // Without a threshold no row was left out; a search without room may have left out any.
  const complete = hasRoom(search) && search.threshold > Number.NEGATIVE_INFINITY;
  return { items, scores, rest: complete ? search.threshold + search.bound : Number.POSITIVE_INFINITY };
}

/** Writes a query into its slot. */
function startSearch(catalog: WasmCatalog, magnitudes: RowMagnitudes, dense: DenseQuery, slot: QuerySlot, keep: number): Search {
  const { items, words } = catalog;
  const { vector, biasWeight, excluded } = dense;
  const quantized = quantizeQuery(vector);
  const { values, step } = quantized;
  const target = new Int16Array(words.buffer, slot.query, values.length);
  let start = 0;
  for (let k = 0; k < values.length; k++) {
    target[k + MOVES[k & 3]] = values[k];
    if (k % 2 === 0) start -= 128 * values[k];
  }
  words.set(excluded, slot.excluded / 4);
  // The padding rows of the last block are excluded.
  if (items % 32 !== 0) words[slot.excluded / 4 + excluded.length - 1] |= ~(2 ** (items % 32) - 1);
  const bound = quantizationBound(magnitudes, quantized, biasWeight);
  return { ...slot, start, step, biasWeight, bound, keep, threshold: Number.NEGATIVE_INFINITY, found: slot.candidates };
}
