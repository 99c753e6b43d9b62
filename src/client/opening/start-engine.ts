import { messageOf } from '../../core/onshelf-error.js';
import { untilOn } from '../../core/page/off-page.js';
import { warnOnce } from '../../core/text/warn-once.js';
import { withDeadline } from '../../core/time/deadline.js';
import type { Note } from '../../types/note.js';
import type { SealReport } from '../../types/results/seal-report.js';
import type { ShelfOptions } from '../../types/shelf.js';
import { connectEngine, type Link } from '../../worker/link.js';

/** Milliseconds that the code of a sealed engine may take. */
const CODE_DEADLINE = 10_000;

/** How an engine is started. */
export interface EngineStart {
  /** Starts an ordinary worker; receives the option `workerUrl`. */
  createWorker(workerUrl: ShelfOptions['workerUrl']): Worker | Promise<Worker>;
  /** Imports the engine to the page's thread. */
  readonly importInline: Parameters<typeof connectEngine>[1];
}

/** An engine that starts, or cannot. */
export interface StartedEngine {
  readonly link: Link;
  /** Whether it is sealed; null without the option. */
  readonly seal: () => SealReport | null;
}

/**
 * Starts the engine: sealed, if the page asks for it. What cannot be sealed is said on the console and in `health()`, and runs without, unless the option is
 * `required`.
 *
 * @param options of the shelf
 * @param start see `EngineStart`
 * @param isOff whether nothing may be done on the page now: then the engine does not start, and begins nothing by itself
 */
export function startEngine(
  options: Partial<ShelfOptions>,
  { createWorker, importInline }: EngineStart,
  isOff: () => boolean,
): StartedEngine {
  const allowed = (): Promise<void> => untilOn(isOff);
  const { sealed, workerUrl } = options;
  if (!sealed) return { link: connectEngine(() => createWorker(workerUrl), importInline, [], allowed), seal: () => null };
  const isRequired = sealed === 'required';
  const notes: Note[] = [];
  let report: SealReport = { state: 'starting', reason: null };
  const open = (reason: string): void => {
    if (report.reason !== null) return;
    report = { state: isRequired ? 'refused' : 'open', reason };
    const message = `The engine is not sealed: ${reason}. It ${isRequired ? 'does not run' : 'runs without'}.`;
    notes.push({ code: 'not-sealed', message });
    warnOnce('sealed', 'not-sealed', message);
  };
  const startSealed = async () => {
    try {
      const { startSealedWorker } = await withDeadline(import('../../worker/sealed/start-sealed-worker.js'), CODE_DEADLINE);
      const worker = await startSealedWorker(options);
      report = { state: 'sealed', reason: null };
      return worker;
    } catch (error) {
      open(messageOf(error));
      if (isRequired) throw error;
      return createWorker(workerUrl);
    }
  };
  const runInline: typeof importInline = () => {
    open('it did not start in a worker');
    return isRequired ? Promise.reject(new Error('it is not sealed')) : importInline();
  };
  return { link: connectEngine(startSealed, runInline, notes, allowed), seal: () => report };
}
