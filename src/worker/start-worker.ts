import { OnshelfError } from '../core/onshelf-error.js';
import { BUILD } from '../core/version.js';
import type { ReplyMessage } from './protocol.js';

/** A worker that is up says so; one that has not by then (a policy that swallows it, a broken file) is given up, in milliseconds. */
const READY_DEADLINE = 5000;

/** What is heard of a worker once it is up. */
interface WorkerEars {
  message(message: ReplyMessage): void;
  /** Something went wrong in it, or on the way from it; whose answer is lost with that cannot be told. */
  error(why: string): void;
}

/**
 * Refuses what is of another build: its messages, and the names in it, mean other things.
 *
 * @param what the file, for the message
 * @param build what it says that it is of; builds that knew of none say something else
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
 * Starts a worker and waits until it has spoken. A Content-Security-Policy refuses through an event, other things by throwing.
 *
 * @param createWorker makes the worker; may throw
 * @param ears hear it from then on
 * @param closing fires when nobody needs the worker any more
 * @throws OnshelfError `worker-refused` where it does not start in time; `version-mismatch`; the reason of `closing` where that fired
 */
export function startWorker(createWorker: () => Worker, ears: WorkerEars, closing: AbortSignal): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = createWorker();
    let ready = false;
    const giveUp = (error: unknown): void => {
      clearTimeout(timer);
      worker.terminate();
      reject(error);
    };
    const refuse = (why: string): void => giveUp(new OnshelfError('worker-refused', `The worker did not start: ${why}.`));
    const timer = setTimeout(refuse, READY_DEADLINE, 'no answer');
    closing.addEventListener('abort', () => giveUp(closing.reason));
    const fail = (why: string): void => (ready ? ears.error(why) : refuse(why));
    worker.onerror = (event) => {
      // Heard, and made up for: else it is an error of the page's as well.
      event.preventDefault();
      fail(event.message || 'refused');
    };
    worker.onmessageerror = () => fail('a message from it cannot be read');
    worker.onmessage = ({ data }: MessageEvent<ReplyMessage>) => {
      if (ready) {
        ears.message(data);
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
