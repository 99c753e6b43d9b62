import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import type { BackendPreference } from '../types/engine.js';
import type { Note } from '../types/note.js';
import type { ScorerMemoryStore } from '../types/scoring/choice-memory.js';
import type { Backend, Scorer, ScorerRows, TopK } from '../types/scoring/scorer.js';
import type { ScorerReport } from '../types/scoring/scorer-report.js';
import { measureScorer, type ScorerTimes } from './measure-scorer.js';
import { choiceKey, openChoiceKeeper } from './scorer-memory.js';
import { type BackendOffer, browserBackends, describeHardware } from './scoring-backends.js';
import { createJsScorer } from './settle/js-scorer.js';

/** A scorer that may change its rung, but never its answers. */
export interface ChosenScorer extends Scorer {
  /** The rung that served last; before the first answer, the one that would serve. */
  readonly backend: Backend;
  /** Resolves when the choice is made: for 'auto', after the rungs have been measured. Never rejects. */
  readonly settled: Promise<void>;
  report(): ScorerReport;
}

/** What choosing depends on, besides the catalogue and the wish. */
export interface ChooseOptions {
  /** Receives a note for everything a developer may want to know: what was chosen, what failed. */
  readonly notes: Note[];
  /** Where choices and demotions are kept between visits; null keeps them for the page. */
  readonly store?: ScorerMemoryStore | null;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** The ladder without plain JavaScript, fastest hardware first. */
  readonly rungs?: readonly BackendOffer[];
  readonly hardware?: () => Promise<string>;
  /** Milliseconds of an answer below which 'auto' looks no further. */
  readonly fastEnough?: number;
}

/** Milliseconds: below that nobody notices, and waking a GPU would only cost energy. */
const FAST_ENOUGH = 2;

/**
 * The scorer to use. Never fails for want of hardware: plain JavaScript answers whatever else happens.
 *
 * - a rung by name: that rung where it opens, else JavaScript, with a note saying why.
 * - 'auto': JavaScript at once. WebAssembly is opened beside it and measured; where an answer still takes longer than
 *   2 ms, a GPU rung is opened and measured too: WebGPU, or WebGL where there is no WebGPU. The fastest serves from then
 *   on, one for single queries and one for batches, and is remembered for this hardware, catalogue size and version.
 *
 * A rung that fails is opened once more, and given up for the page if it fails again; one that computes wrong numbers is
 * given up for 7 days. The question it failed at is answered by the processor.
 *
 * @param rows the catalogue; kept
 * @param preference which rung
 * @param options see `ChooseOptions`
 */
export async function chooseScorer(rows: ScorerRows, preference: BackendPreference, options: ChooseOptions): Promise<ChosenScorer> {
  const { notes, rungs = browserBackends(), hardware = describeHardware, fastEnough = FAST_ENOUGH, now = Date.now } = options;
  const keeper = await openChoiceKeeper(options.store ?? null, now);
  const open = new Map<Backend, Scorer>([['js', createJsScorer(rows)]]);
  const measured: Partial<Record<Backend, ScorerTimes>> = {};
  const reopened = new Set<Backend>();
  const chosen: { single: Backend; batch: Backend } = { single: 'js', batch: 'js' };
  let lastServed: Backend | undefined;
  let disposed = false;

  /** Opens a rung, or says why not. */
  const openRung = async (backend: Backend): Promise<boolean> => {
    if (open.has(backend)) return true;
    const rung = rungs.find((candidate) => candidate.backend === backend);
    try {
      if (keeper.isDemoted(backend)) throw new Error(`${backend} computed wrong numbers on an earlier visit`);
      if (rung === undefined || !rung.offered) throw new Error(`this browser has no ${backend}`);
      const scorer = await rung.open(rows);
      if (disposed) scorer.dispose();
      else open.set(backend, scorer);
      return !disposed;
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

  /** Takes the fastest of what was measured, and closes what is not needed. */
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
    if (await openRung('wasm')) await measure('wasm');
    const processor = Math.min(measured.js?.single ?? 0, measured.wasm?.single ?? Number.POSITIVE_INFINITY);
    if (processor >= fastEnough && !disposed) {
      const gpu: Backend = rungs.some((rung) => rung.backend === 'webgpu' && rung.offered) ? 'webgpu' : 'webgl';
      const key = choiceKey(await hardware(), rows);
      const recalled = keeper.recall(key);
      const worthOpening = recalled === undefined || recalled.single === gpu || recalled.batch === gpu;
      if (worthOpening && (await openRung(gpu))) await measure(gpu);
      takeFastest();
      if (!disposed && measured[gpu] !== undefined) keeper.keep(key, { ...chosen });
    } else {
      takeFastest();
    }
    if (!disposed) notes.push({ code: 'scorer-chosen', message: describeChoice(chosen.single, measured) });
  };

  /** Takes a failed rung out of service, and gives it one more chance unless it computed wrong numbers. */
  const fail = (backend: Backend, scorer: Scorer, error: unknown): void => {
    // Questions may overlap; only the first to fail acts.
    if (disposed || open.get(backend) !== scorer) return;
    close(backend);
    delete measured[backend];
    const processor: Backend = open.has('wasm') ? 'wasm' : 'js';
    const lost = { single: chosen.single === backend, batch: chosen.batch === backend };
    if (lost.single) chosen.single = processor;
    if (lost.batch) chosen.batch = processor;
    notes.push({
      code: isWrong(error) ? 'wrong-result' : 'scorer-failed',
      message: `${backend} was given up, ${processor} scores: ${messageOf(error)}`,
    });
    if (isWrong(error)) keeper.demote(backend);
    else if (!reopened.has(backend)) {
      reopened.add(backend);
      void openRung(backend).then((again) => {
        if (!again) return;
        if (lost.single) chosen.single = backend;
        if (lost.batch) chosen.batch = backend;
      });
    }
  };

  const answer = async (kind: 'single' | 'batch', ask: (scorer: Scorer) => Promise<TopK[]>): Promise<TopK[]> => {
    for (;;) {
      const backend = chosen[kind];
      const scorer = open.get(backend) ?? createJsScorer(rows);
      try {
        const answers = await ask(scorer);
        lastServed = scorer.backend;
        return answers;
      } catch (error) {
        // One that was let go while it worked is made up for, too.
        if (scorer.backend === 'js') throw error;
        fail(backend, scorer, error);
      }
    }
  };

  if (preference !== 'auto' && preference !== 'js' && (await openRung(preference))) {
    chosen.single = preference;
    chosen.batch = preference;
  }
  const settled =
    preference === 'auto'
      ? chooseAutomatically().catch((error: unknown) => void notes.push({ code: 'scorer-failed', message: messageOf(error) }))
      : Promise.resolve();

  return {
    settled,
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
      disposed = true;
      for (const scorer of open.values()) scorer.dispose();
      open.clear();
    },
  };
}

/** Did the rung compute wrong numbers, rather than go away? */
function isWrong(error: unknown): boolean {
  return error instanceof OnshelfError && error.code === 'wrong-result';
}

function describeChoice(single: Backend, measured: Partial<Record<Backend, ScorerTimes>>): string {
  const times = (Object.entries(measured) as [Backend, ScorerTimes][]).map(
    ([backend, times]) => `${backend} ${times.single.toFixed(1)} ms`,
  );
  return `Scoring with ${single}; an answer takes: ${times.join(', ')}.`;
}
