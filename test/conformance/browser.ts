// Runs in a browser, as a page's script and as a worker: the conformance suite for any rung, without a test framework.
import { messageOf } from '../../src/core/onshelf-error.js';
import type { Backend } from '../../src/types/scoring/scorer.js';
import { openRung, openWebGl } from './browser-backends.js';
import { checkLargeCatalog, type LargeCatalogUse } from './large-catalog.js';
import { watchLiveGpu } from './live-gpu.js';
import * as cases from './scorer-cases.js';
import { type SoakPortion, soakScorer } from './soak-scorer.js';

/** What became of one case. */
interface CaseResult {
  readonly name: string;
  /** What differs; null where nothing does. */
  readonly failure: string | null;
  /** Milliseconds. */
  readonly took: number;
}

/** What became of a rung. */
export interface RungResult {
  readonly rung: Backend;
  /** Why the rung is not there; null where it is. */
  readonly absent: string | null;
  readonly results: readonly CaseResult[];
}

/** The page's global `conformance`: whatever drives the browser calls it by name. */
export interface Conformance {
  /**
   * @param rung its name
   * @param where on the page, or in a worker
   * @param names of cases; all when absent
   */
  run(rung: Backend, where: 'page' | 'worker', names?: readonly string[]): Promise<RungResult>;
  /** See `checkLargeCatalog`. */
  checkLarge(rung: Backend, shape: cases.RowsShape): Promise<LargeCatalogUse>;
  /** See `soakScorer`; counts what lives on the GPU from the first call on. */
  soak(rung: Backend, rounds: number): Promise<SoakPortion>;
  readonly cases: typeof cases;
  readonly openRung: typeof openRung;
  readonly openWebGl: typeof openWebGl;
}

declare global {
  var conformance: Conformance;
}

async function runHere(rung: Backend, names?: readonly string[]): Promise<RungResult> {
  try {
    (await openRung(rung, cases.makeRows({ items: 1, dimensions: 8 }))).dispose();
  } catch (error) {
    return { rung, absent: messageOf(error), results: [] };
  }
  const results: CaseResult[] = [];
  for (const scorerCase of cases.SCORER_CASES) {
    if (names !== undefined && !names.includes(scorerCase.name)) continue;
    const start = performance.now();
    const failure = await scorerCase.run((rows) => openRung(rung, rows)).then(() => null, messageOf);
    results.push({ name: scorerCase.name, failure, took: performance.now() - start });
  }
  return { rung, absent: null, results };
}

/** This very script, as a worker. */
function runInWorker(rung: Backend, names?: readonly string[]): Promise<RungResult> {
  const worker = new Worker(import.meta.url, { type: 'module' });
  const answer = new Promise<RungResult>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<RungResult>) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message));
  });
  worker.postMessage([rung, names]);
  return answer.finally(() => worker.terminate());
}

let live: ReturnType<typeof watchLiveGpu> | undefined;

function soak(rung: Backend, rounds: number): Promise<SoakPortion> {
  live ??= watchLiveGpu();
  return soakScorer((rows) => openRung(rung, rows), rounds, live);
}

if (typeof document === 'undefined') {
  globalThis.onmessage = async (event: MessageEvent<[Backend, readonly string[] | undefined]>) => {
    globalThis.postMessage(await runHere(...event.data));
  };
} else {
  globalThis.conformance = {
    run: (rung, where, names) => (where === 'page' ? runHere(rung, names) : runInWorker(rung, names)),
    checkLarge: (rung, shape) => checkLargeCatalog((rows) => openRung(rung, rows), shape),
    soak,
    cases,
    openRung,
    openWebGl,
  };
}
