import { messageOf } from '../core/onshelf-error.js';
import { seededRandom } from '../core/random.js';
import type { BackendPreference } from '../types/engine.js';
import type { Query } from '../types/query.js';
import type { Backend, Scorer, ScorerRows, TopK } from '../types/scorer.js';
import { createJsScorer } from './js-scorer.js';
import type { WebGpuScorer } from './webgpu/webgpu-scorer.js';

/** A scorer that may change its rung, but never its answers. */
export interface ChosenScorer extends Scorer {
  /** The rung that served last; before the first answer, the one that would serve. */
  readonly backend: Backend;
  /** Resolves when the choice is made: for 'auto', after both rungs have been measured. Never rejects. */
  readonly settled: Promise<void>;
}

/** Milliseconds: below that nobody notices, and waking a GPU would only cost energy. */
const FAST_ENOUGH = 2;
const MEASURED_COUNT = 20;
const MEASUREMENTS = 3;

/**
 * The scorer to use. Never fails for want of a GPU: plain JavaScript answers whatever else happens.
 *
 * - 'js': plain JavaScript.
 * - 'webgpu': the GPU where there is one, else JavaScript.
 * - 'auto': JavaScript at once. Where that takes longer than 2 ms and the browser has WebGPU, the GPU is warmed up in the
 *   background, both are measured on this very catalogue, and the faster one serves from then on.
 *
 * A GPU that fails later is given up for good: JavaScript answers that question and all that follow.
 *
 * @param rows the catalogue; kept
 * @param preference which rung
 * @param notes receives a sentence for everything a developer may want to know: what was measured, what failed
 * @param fastEnough milliseconds of an answer in JavaScript below which 'auto' leaves the GPU alone
 */
export async function chooseScorer(
  rows: ScorerRows,
  preference: BackendPreference,
  notes: string[],
  fastEnough = FAST_ENOUGH,
): Promise<ChosenScorer> {
  const js = createJsScorer(rows);
  let gpuScorer: WebGpuScorer | undefined;
  let lastServed: Backend | undefined;
  let disposed = false;

  /** The GPU scorer, or undefined with a note saying why there is none. */
  const openGpu = async (): Promise<WebGpuScorer | undefined> => {
    try {
      const gpu = gpuOfBrowser();
      if (gpu === undefined) throw new Error('this browser has no WebGPU');
      // Loaded on demand: most visits never need the kernels.
      const { createWebGpuScorer } = await import('./webgpu/webgpu-scorer.js');
      return await createWebGpuScorer(rows, gpu);
    } catch (error) {
      notes.push(`Scoring in JavaScript: ${messageOf(error)}`);
      return undefined;
    }
  };

  const measureBoth = async (): Promise<void> => {
    const jsTime = await medianTime(js, rows);
    if (jsTime < fastEnough) return;
    const candidate = await openGpu();
    if (candidate === undefined) return;
    try {
      const gpuTime = disposed ? Number.POSITIVE_INFINITY : await medianTime(candidate, rows);
      const faster = gpuTime < jsTime;
      if (!disposed) notes.push(describeChoice(gpuTime, jsTime, candidate.software));
      if (faster && !disposed) gpuScorer = candidate;
      else candidate.dispose();
    } catch (error) {
      candidate.dispose();
      notes.push(`Scoring in JavaScript: ${messageOf(error)}`);
    }
  };

  if (preference === 'webgpu') gpuScorer = await openGpu();
  const settled = preference === 'auto' && gpuOfBrowser() !== undefined ? measureBoth() : Promise.resolve();

  const answer = async (ask: (scorer: Scorer) => Promise<TopK[]>): Promise<TopK[]> => {
    const serving = gpuScorer;
    if (serving !== undefined) {
      try {
        const answers = await ask(serving);
        lastServed = 'webgpu';
        return answers;
      } catch (error) {
        // Questions may overlap; only the first to fail reports.
        if (gpuScorer === serving && !disposed) {
          gpuScorer = undefined;
          serving.dispose();
          notes.push(`The GPU was given up, scoring in JavaScript from now on: ${messageOf(error)}`);
        }
      }
    }
    lastServed = 'js';
    return ask(js);
  };

  return {
    settled,
    get backend() {
      return lastServed ?? (gpuScorer === undefined ? 'js' : 'webgpu');
    },
    get memory() {
      return (gpuScorer ?? js).memory;
    },
    score: async (query, count, exclusions) => (await answer((scorer) => scorer.scoreBatch([query], count, exclusions)))[0],
    scoreBatch: (queries, count, exclusions) => answer((scorer) => scorer.scoreBatch(queries, count, exclusions)),
    dispose: () => {
      disposed = true;
      gpuScorer?.dispose();
      gpuScorer = undefined;
      js.dispose();
    },
  };
}

/** `navigator.gpu`, which is absent in insecure pages, in older browsers and, with all of `navigator`, in Node 20. */
function gpuOfBrowser(): Navigator['gpu'] | undefined {
  return typeof navigator === 'undefined' ? undefined : (navigator.gpu as Navigator['gpu'] | undefined);
}

/** Median milliseconds of an answer to a made-up question, after one answer to warm up. */
async function medianTime(scorer: Scorer, rows: ScorerRows): Promise<number> {
  const random = seededRandom(1);
  const query: Query = {
    vector: Float32Array.from({ length: rows.dimensions }, () => 2 * random() - 1),
    biasWeight: 1,
    additions: { items: new Uint32Array(0), values: new Float32Array(0) },
  };
  const exclusions = new Uint32Array(Math.ceil(rows.items / 32));
  await scorer.score(query, MEASURED_COUNT, exclusions);
  const times: number[] = [];
  for (let run = 0; run < MEASUREMENTS; run++) {
    const start = performance.now();
    await scorer.score(query, MEASURED_COUNT, exclusions);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[MEASUREMENTS >> 1];
}

function describeChoice(gpuTime: number, jsTime: number, software: boolean): string {
  const choice = gpuTime < jsTime ? 'the GPU' : 'JavaScript';
  const gpuName = software ? 'software GPU' : 'GPU';
  return `Scoring with ${choice}: an answer takes ${gpuTime.toFixed(1)} ms on the ${gpuName} and ${jsTime.toFixed(1)} ms in JavaScript.`;
}
