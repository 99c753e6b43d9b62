import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import type { BackendPreference } from '../types/engine.js';
import type { Note } from '../types/note.js';
import type { ScorerMemoryStore } from '../types/scoring/choice-memory.js';
import type { Backend, Scorer, ScorerRows, TopK } from '../types/scoring/scorer.js';
import type { ScorerReport } from '../types/scoring/scorer-report.js';
import { measureScorer, type ScorerTimes } from './measure-scorer.js';
import { choiceKey, openChoiceKeeper } from './scorer-memory.js';
import { type BackendOffer, type BackendScorer, browserBackends, describeHardware } from './scoring-backends.js';
import { createJsScorer } from './settle/js-scorer.js';

/** A scorer that may change its backend, but never its answers. */
export interface ChosenScorer extends Scorer {
  /** The backend of the last answer; before the first answer, the one that would serve. */
  readonly backend: Backend;
  /** Resolves when the choice is made: for 'auto', after the backends have been measured. Never rejects. */
  readonly settled: Promise<void>;
  /** Aborts when the scorer is disposed of. */
  readonly ended: AbortSignal;
  /** The device of WebGPU that it scores on, for other work; undefined where it scores on other hardware. */
  device(): BackendScorer['device'];
  report(): ScorerReport;
}

/** The inputs of the choice besides catalogue and preference. */
export interface ChooseOptions {
  /** Receives a note of every choice and failure. */
  readonly notes: Note[];
  /** Stores choices and demotions between visits; null keeps them for the page. */
  readonly store?: ScorerMemoryStore | null;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** The backends other than plain JavaScript, fastest hardware first. Default: the browser's. */
  readonly offers?: readonly BackendOffer[];
  readonly hardware?: () => Promise<string>;
  /** Milliseconds of an answer below which 'auto' tries no GPU. */
  readonly fastEnough?: number;
}

/** Milliseconds: a faster answer is not noticeable, and waking a GPU costs energy. */
const FAST_ENOUGH = 2;

/**
 * Chooses the scorer. Never rejects for lack of hardware: plain JavaScript is always available.
 *
 * - a backend by name: that backend if it opens, else JavaScript, with a note of the reason.
 * - 'auto': JavaScript at once. WebAssembly is opened beside it and measured; if an answer still takes longer than
 *   2 ms, a GPU backend is opened and measured too: WebGPU, or WebGL without WebGPU. The fastest serves from then
 *   on, one for single queries and one for batches, and is remembered for this hardware, catalogue size and version.
 *
 * A backend that fails is opened once more, and closed for the page if it fails again; one that computes wrong numbers is
 * closed for 7 days. The processor answers the query that failed.
 *
 * @param rows the catalogue; kept
 * @param preference backend name or 'auto'
 * @param options see `ChooseOptions`
 */
export async function chooseScorer(rows: ScorerRows, preference: BackendPreference, options: ChooseOptions): Promise<ChosenScorer> {
  const { notes, offers = browserBackends(), hardware = describeHardware, fastEnough = FAST_ENOUGH, now = Date.now } = options;
  const keeper = await openChoiceKeeper(options.store ?? null, now);
  const open = new Map<Backend, Scorer>([['js', createJsScorer(rows)]]);
  const measured: Partial<Record<Backend, ScorerTimes>> = {};
  const reopened = new Set<Backend>();
  const chosen: { single: Backend; batch: Backend } = { single: 'js', batch: 'js' };
  let lastServed: Backend | undefined;
  const end = new AbortController();
  const { signal: ended } = end;

  /** Opens a backend; notes the reason where it does not open. */
  const openBackend = async (backend: Backend): Promise<boolean> => {
    if (open.has(backend)) return true;
    const offer = offers.find((one) => one.backend === backend);
    try {
      if (keeper.isDemoted(backend)) throw new Error(`${backend} computed wrong numbers on an earlier visit`);
      if (offer === undefined || !offer.offered) throw new Error(`this browser has no ${backend}`);
      const scorer = await offer.open(rows);
      if (ended.aborted) scorer.dispose();
      else open.set(backend, scorer);
      return !ended.aborted;
    } catch (error) {
      notes.push({ code: 'scorer-refused', message: `${backend} is not used: ${messageOf(error)}` });
      if (isWrong(error)) keeper.demote(backend);
      return false;
    }
  };

  const close = (backend: Backend): void => {
    if (backend === 'js') return;
    open.get(backend)?.dispose();
    open.delete(backend);
  };

  const measure = async (backend: Backend): Promise<void> => {
    const scorer = open.get(backend);
    if (scorer === undefined) return;
    try {
      measured[backend] = await measureScorer(scorer, rows);
    } catch (error) {
      fail(backend, scorer, error);
    }
  };

  /** Chooses the fastest of the measured backends and closes the others. */
  const takeFastest = (): void => {
    for (const kind of ['single', 'batch'] as const) {
      for (const [backend, times] of Object.entries(measured) as [Backend, ScorerTimes][]) {
        const best = measured[chosen[kind]];
        if (open.has(backend) && (best === undefined || times[kind] < best[kind])) chosen[kind] = backend;
      }
    }
    for (const backend of open.keys()) if (backend !== chosen.single && backend !== chosen.batch) close(backend);
  };

  const chooseAutomatically = async (): Promise<void> => {
    await measure('js');
    if (await openBackend('wasm')) await measure('wasm');
    const processor = Math.min(measured.js?.single ?? 0, measured.wasm?.single ?? Number.POSITIVE_INFINITY);
    if (processor >= fastEnough && !ended.aborted) {
      const gpu: Backend = offers.some((offer) => offer.backend === 'webgpu' && offer.offered) ? 'webgpu' : 'webgl';
      const key = choiceKey(await hardware(), rows);
      const recalled = keeper.recall(key);
      const worthOpening = recalled === undefined || recalled.single === gpu || recalled.batch === gpu;
      if (worthOpening && (await openBackend(gpu))) await measure(gpu);
      takeFastest();
      if (!ended.aborted && measured[gpu] !== undefined) keeper.keep(key, { ...chosen });
    } else {
      takeFastest();
    }
    if (!ended.aborted) notes.push({ code: 'scorer-chosen', message: describeChoice(chosen.single, measured) });
  };

  /** Closes a failed backend, and reopens it once unless it computed wrong numbers. */
  const fail = (backend: Backend, scorer: Scorer, error: unknown): void => {
    // Queries may overlap; only the first failure counts.
    if (ended.aborted || open.get(backend) !== scorer) return;
    close(backend);
    delete measured[backend];
    const processor: Backend = open.has('wasm') ? 'wasm' : 'js';
    const lost = { single: chosen.single === backend, batch: chosen.batch === backend };
    if (lost.single) chosen.single = processor;
    if (lost.batch) chosen.batch = processor;
    notes.push({
      code: isWrong(error) ? 'wrong-result' : 'scorer-failed',
      message: `${backend} failed, ${processor} is used: ${messageOf(error)}`,
    });
    if (isWrong(error)) keeper.demote(backend);
    else if (!reopened.has(backend)) {
      reopened.add(backend);
      void openBackend(backend).then((again) => {
        if (!again) return;
        if (lost.single) chosen.single = backend;
        if (lost.batch) chosen.batch = backend;
      });
    }
  };

  const answer = async (kind: 'single' | 'batch', run: (scorer: Scorer) => Promise<TopK[]>): Promise<TopK[]> => {
    for (;;) {
      const backend = chosen[kind];
      const scorer = open.get(backend) ?? createJsScorer(rows);
      try {
        const answers = await run(scorer);
        lastServed = scorer.backend;
        return answers;
      } catch (error) {
        if (scorer.backend === 'js') throw error;
        fail(backend, scorer, error);
      }
    }
  };

  if (preference !== 'auto' && preference !== 'js' && (await openBackend(preference))) {
    chosen.single = preference;
    chosen.batch = preference;
  }
  const settled =
    preference === 'auto'
      ? chooseAutomatically().catch((error: unknown) => void notes.push({ code: 'scorer-failed', message: messageOf(error) }))
      : Promise.resolve();

  return {
    settled,
    ended,
    device: () => (open.get('webgpu') as BackendScorer | undefined)?.device,
    get backend() {
      return lastServed ?? chosen.single;
    },
    get memory() {
      const held = [...open.values()].map((scorer) => scorer.memory);
      return { gpu: held.reduce((sum, { gpu }) => sum + gpu, 0), heap: held.reduce((sum, { heap }) => sum + heap, 0) };
    },
    report: () => ({
      backend: lastServed ?? chosen.single,
      chosen: { ...chosen },
      measured: { ...measured },
      memory: Object.fromEntries([...open].map(([backend, { memory }]) => [backend, memory])),
    }),
    score: async (query, count, exclusions) =>
      (await answer('single', async (scorer) => [await scorer.score(query, count, exclusions)]))[0],
    scoreBatch: (queries, count, exclusions) => answer('batch', (scorer) => scorer.scoreBatch(queries, count, exclusions)),
    dispose: () => {
      end.abort();
      for (const scorer of open.values()) scorer.dispose();
      open.clear();
    },
  };
}

/** Whether the backend computed wrong numbers, rather than was lost. */
function isWrong(error: unknown): boolean {
  return error instanceof OnshelfError && error.code === 'wrong-result';
}

function describeChoice(single: Backend, measured: Partial<Record<Backend, ScorerTimes>>): string {
  const times = (Object.entries(measured) as [Backend, ScorerTimes][]).map(
    ([backend, times]) => `${backend} ${times.single.toFixed(1)} ms`,
  );
  return `Scoring with ${single}; an answer takes: ${times.join(', ')}.`;
}
