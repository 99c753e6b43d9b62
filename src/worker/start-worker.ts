import { OnshelfError } from '../core/onshelf-error.js';
import { BUILD } from '../core/version.js';
import type { ReplyMessage } from './protocol.js';

/** Timeout of starting a worker, in milliseconds: some policies block it without an event. */
const READY_DEADLINE = 5000;

/** Listeners of a running worker. */
interface WorkerEars {
  message(message: ReplyMessage): void;
  /** Called with an error in the worker, or of a message. It is not known which reply is lost. */
  error(why: string): void;
}

/**
 * Rejects a file of another build, whose messages may have other meanings.
 *
 * @param what the file, for the message
 * @param build its build; another value for files of versions without one
 * @throws OnshelfError `version-mismatch`
 */
export function expectBuild(what: string, build: unknown): void {
  if (build === BUILD) return;
  const theirs = typeof build === 'string' ? `build ${build}` : 'another build';
  throw new OnshelfError(
    'version-mismatch',
    `${what} is of ${theirs}, and the page of ${BUILD}. It is not used. If a reload does not help, upload all files of one build.`,
  );
}

/**
 * Waits for the first message of a new worker. A Content-Security-Policy refuses it with an event.
 *
 * @param worker just created: it has sent nothing yet
 * @param listeners called from then on
 * @param closing fires when the worker is no longer needed
 * @throws OnshelfError `worker-refused` on timeout; `version-mismatch`; the reason of `closing` if that fired
 */
export function startWorker(worker: Worker, listeners: WorkerEars, closing: AbortSignal): Promise<Worker> {
  return new Promise((resolve, reject) => {
    let ready = false;
    const giveUp = (error: unknown): void => {
      clearTimeout(timer);
      worker.terminate();
      reject(error);
    };
    const refuse = (why: string): void => giveUp(new OnshelfError('worker-refused', `The worker did not start: ${why}.`));
    const timer = setTimeout(refuse, READY_DEADLINE, 'no answer');
    closing.addEventListener('abort', () => giveUp(closing.reason));
    if (closing.aborted) giveUp(closing.reason);
    const fail = (why: string): void => (ready ? listeners.error(why) : refuse(why));
    worker.onerror = (event) => {
      // Handled: else the page would report it too.
      event.preventDefault();
      fail(event.message || 'refused');
    };
    worker.onmessageerror = () => fail('a message from it cannot be read');
    worker.onmessage = ({ data }: MessageEvent<ReplyMessage>) => {
      if (ready) {
        listeners.message(data);
        return;
      }
      clearTimeout(timer);
      try {
        expectBuild('The file of the worker', 'ready' in data && data.ready);
        ready = true;
        resolve(worker);
      } catch (error) {
        giveUp(error);
      }
    };
  });
}
