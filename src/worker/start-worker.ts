import { OnshelfError } from '../core/onshelf-error.js';
import { BUILD } from '../core/version.js';
import type { EngineWorker } from './engine-worker.js';
import type { ReplyMessage } from './protocol.js';

/** Timeout of starting a worker, in milliseconds: some policies block it without an event. */
const READY_DEADLINE = 5000;

const OFFLINE = 'the device is offline';

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
export function startWorker(worker: EngineWorker, listeners: WorkerEars, closing: AbortSignal): Promise<EngineWorker> {
  return new Promise((resolve, reject) => {
    let ready = false;
    const giveUp = (error: unknown): void => {
      stop();
      worker.terminate();
      reject(error);
    };
    /** The directive of a policy that refused a script meanwhile. */
    let policy = '';
    const violated = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
      if (/^(worker|script)-src/.test(effectiveDirective)) policy = effectiveDirective;
    };
    globalThis.addEventListener?.('securitypolicyviolation', violated);
    const refuse = (why: string): void => {
      // In the next task: the event of a policy may follow that of the worker.
      clearTimeout(timer);
      timer = setTimeout(() => {
        const cause = policy
          ? `the page's Content-Security-Policy refuses it by ${policy}`
          : globalThis.navigator?.onLine === false
            ? OFFLINE
            : why;
        giveUp(new OnshelfError('worker-refused', `The worker did not start: ${cause}.`));
      });
    };
    let timer = setTimeout(refuse, READY_DEADLINE, 'no answer');
    const stop = (): void => {
      clearTimeout(timer);
      globalThis.removeEventListener?.('securitypolicyviolation', violated);
    };
    closing.addEventListener('abort', () => giveUp(closing.reason));
    if (closing.aborted) giveUp(closing.reason);
    const fail = (why: string): void => (ready ? listeners.error(why) : refuse(why));
    worker.onerror = (event) => {
      // Handled: else the page would report it too.
      event.preventDefault();
      fail(event.message || 'its file is missing, refused, or no JavaScript; is it beside the others?');
    };
    worker.onmessageerror = () => fail('a message from it cannot be read');
    worker.onmessage = ({ data }: MessageEvent<ReplyMessage>) => {
      if (ready) {
        listeners.message(data);
        return;
      }
      stop();
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
