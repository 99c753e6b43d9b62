// Runs in a browser, as a page's script and as a worker: the conformance suite for any backend, without a test framework.
import { messageOf } from '../../src/core/onshelf-error.js';
import type { Backend } from '../../src/types/scoring/scorer.js';
import { openBackend, openWebGl } from './browser-backends.js';
import { checkEncoder } from './encoder-browser.js';
import { checkLargeCatalog, type LargeCatalogUse } from './large-catalog.js';
import { watchLiveGpu } from './live-gpu.js';
import { SCORER_CASES } from './scorer-cases.js';
import * as problem from './scorer-problem.js';
import { type SoakPortion, soakScorer } from './soak-scorer.js';

/** The result of one case. */
interface CaseResult {
  readonly name: string;
  /** The difference; null if there is none. */
  readonly failure: string | null;
  /** Milliseconds. */
  readonly took: number;
}

/** The results of a backend. */
export interface BackendResult {
  readonly backend: Backend;
  /** Why the backend does not open; null if it does. */
  readonly absent: string | null;
  readonly results: readonly CaseResult[];
}

/** The page's global `conformance`, called by the test that drives the browser. */
export interface Conformance {
  /**
   * @param backend its name
   * @param where on the page, or in a worker
   * @param names of cases; all when absent
   */
  run(backend: Backend, where: 'page' | 'worker', names?: readonly string[]): Promise<BackendResult>;
  /** See `checkLargeCatalog`. */
  checkLarge(backend: Backend, shape: problem.RowsShape): Promise<LargeCatalogUse>;
  /** See `soakScorer`; counts GPU objects from the first call on. */
  soak(backend: Backend, rounds: number): Promise<SoakPortion>;
  readonly checkEncoder: typeof checkEncoder;
  readonly problem: typeof problem;
  readonly openBackend: typeof openBackend;
  readonly openWebGl: typeof openWebGl;
}

declare global {
  var conformance: Conformance;
}

async function runHere(backend: Backend, names?: readonly string[]): Promise<BackendResult> {
  try {
    (await openBackend(backend, problem.makeRows({ items: 1, dimensions: 8 }))).dispose();
  } catch (error) {
    return { backend, absent: messageOf(error), results: [] };
  }
  const results: CaseResult[] = [];
  for (const scorerCase of SCORER_CASES) {
    if (names !== undefined && !names.includes(scorerCase.name)) continue;
    const start = performance.now();
    const failure = await scorerCase.run((rows) => openBackend(backend, rows)).then(() => null, messageOf);
    results.push({ name: scorerCase.name, failure, took: performance.now() - start });
  }
  return { backend, absent: null, results };
}

/** This script, as a worker. */
function runInWorker(backend: Backend, names?: readonly string[]): Promise<BackendResult> {
  const worker = new Worker(import.meta.url, { type: 'module' });
  const answer = new Promise<BackendResult>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<BackendResult>) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message));
  });
  worker.postMessage([backend, names]);
  return answer.finally(() => worker.terminate());
}

let live: ReturnType<typeof watchLiveGpu> | undefined;

function soak(backend: Backend, rounds: number): Promise<SoakPortion> {
  live ??= watchLiveGpu();
  return soakScorer((rows) => openBackend(backend, rows), rounds, live);
}

if (typeof document === 'undefined') {
  globalThis.onmessage = async (event: MessageEvent<[Backend, readonly string[] | undefined]>) => {
    globalThis.postMessage(await runHere(...event.data));
  };
} else {
  globalThis.conformance = {
    run: (backend, where, names) => (where === 'page' ? runHere(backend, names) : runInWorker(backend, names)),
    checkLarge: (backend, shape) => checkLargeCatalog((rows) => openBackend(backend, rows), shape),
    soak,
    checkEncoder,
    problem,
    openBackend,
    openWebGl,
  };
}
