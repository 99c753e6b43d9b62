import { codeOf, messageOf, OnshelfError } from '../core/onshelf-error.js';
import type { ErrorCode, Note } from '../types/note.js';
import type { EngineWorker } from './engine-worker.js';
import type { MessageName, ReplyMessage, RequestMessage, WorkerProtocol } from './protocol.js';
import { expectBuild, startWorker } from './start-worker.js';
import { watchWorker } from './watch-worker.js';

/** The page's connection to the engine. */
export interface Link {
  /** Where the engine runs; pending until known. */
  readonly place: 'worker' | 'inline' | 'failed';
  /** Notes on why it runs there: `worker-refused`, `version-mismatch`, `worker-failed`. */
  readonly notes: readonly Note[];
  /** Fires at `close()`. */
  readonly closed: AbortSignal;
  /**
   * Calls the engine.
   *
   * @throws OnshelfError the engine's error, rebuilt; `cancelled` if the signal fired; `closed`; `worker-failed` without an engine;
   * `version-mismatch` if the engine is of another build
   */
  call<Name extends MessageName>(name: Name, input: WorkerProtocol[Name][0], signal?: AbortSignal): Promise<WorkerProtocol[Name][1]>;
  /** Ends the worker. Pending and later calls fail with `closed`. */
  close(): void;
}

/** Maximum number of reported failures of the worker. */
const MAX_NOTES = 10;

/** The error of a call whose signal fired. */
const cancelled = (): OnshelfError => new OnshelfError('cancelled', 'The request was cancelled.');

type Send = (message: RequestMessage) => void;

interface Pending {
  readonly resolve: (output: never) => void;
  readonly reject: (error: OnshelfError) => void;
}

const isMismatch = (error: unknown): boolean => codeOf(error) === 'version-mismatch';

/** The worker's file, imported as a module. */
interface InlineEngine {
  /** Its build. */
  readonly build?: string;
  createHost(reply: (message: ReplyMessage) => void, closing: AbortSignal): Send;
}

/**
 * Connects to an engine in a module worker or, if workers are refused, to the same engine on this thread. An engine of another build is not
 * used.
 *
 * @param createWorker creates the worker, at once or when its code is loaded; may throw or reject
 * @param importInline imports the worker's file as a module
 * @param notes receives `Link.notes`; may have some already
 * @param allowed resolves when the engine may start, and when what it does later by itself may begin. Default: at once
 */
export function connectEngine(
  createWorker: () => EngineWorker | Promise<EngineWorker>,
  importInline: () => Promise<InlineEngine>,
  notes: Note[] = [],
  allowed?: () => Promise<void>,
): Link {
  const pending = new Map<number, Pending>();
  const closing = new AbortController();
  const { signal: closed } = closing;
  let place: Link['place'] = 'worker';
  let worker: EngineWorker | undefined;
  let gone: OnshelfError | undefined;
  let last = 0;

  const receive = (message: ReplyMessage): void => {
    watch.heard();
    if ('asks' in message) void Promise.resolve(allowed?.()).then(() => starting.then((send) => send({ allow: true })));
    if (!('id' in message)) return;
    const waiting = pending.get(message.id);
    if ('error' in message) waiting?.reject(new OnshelfError(message.error.code as ErrorCode, message.error.message));
    else waiting?.resolve(message.output as never);
  };

  const failAll = (error: OnshelfError): void => {
    for (const waiting of pending.values()) waiting.reject(error);
  };
  const note = ({ code, message }: OnshelfError): void => {
    if (notes.length < MAX_NOTES && !notes.some((noted) => noted.message === message)) notes.push({ code, message });
  };
  /** Rejects all pending calls. */
  const lose = (why: string): OnshelfError => {
    const error = new OnshelfError('worker-failed', `The worker failed: ${why}.`);
    note(error);
    failAll(error);
    return error;
  };

  const watch = watchWorker(
    () => pending.size > 0,
    () => worker?.postMessage({ ping: true }),
    () => {
      worker?.terminate();
      place = 'failed';
      gone = lose('it gives no sign of life');
    },
  );

  const start = async (): Promise<Send> => {
    let refusal: OnshelfError;
    try {
      if (allowed) await allowed();
      closed.throwIfAborted();
      const created = createWorker();
      const started = await startWorker('then' in created ? await created : created, { message: receive, error: lose }, closed);
      worker = started;
      return (message) => {
        watch.start();
        started.postMessage(message);
      };
    } catch (error) {
      closed.throwIfAborted();
      place = 'inline';
      refusal = new OnshelfError(isMismatch(error) ? 'version-mismatch' : 'worker-refused', messageOf(error));
    }
    try {
      const twin = await importInline();
      closed.throwIfAborted();
      expectBuild('The file of the engine', twin.build);
      const send = twin.createHost(receive, closed);
      notes.push({ code: refusal.code, message: `${refusal.message} The engine runs on the page's thread.` });
      return send;
    } catch (error) {
      closed.throwIfAborted();
      place = 'failed';
      note(refusal);
      const code = isMismatch(error) ? 'version-mismatch' : 'worker-failed';
      const failed = new OnshelfError(code, `The engine did not start: ${messageOf(error)}`, error);
      note(failed);
      throw failed;
    }
  };
  const starting = untilAborted(start(), closed);
  starting.catch(() => {});

  return {
    get place() {
      return place;
    },
    notes,
    closed,
    call: async (name, input, signal) => {
      const send = await untilAborted(starting, signal);
      closed.throwIfAborted();
      if (signal?.aborted) throw cancelled();
      if (gone !== undefined) throw gone;
      const id = ++last;
      const cancel = (): void => {
        send({ cancel: id });
        pending.get(id)?.reject(cancelled());
      };
      try {
        return await new Promise<never>((resolve, reject) => {
          pending.set(id, { resolve, reject });
          signal?.addEventListener('abort', cancel);
          send({ id, name, input } as RequestMessage);
        });
      } finally {
        pending.delete(id);
        signal?.removeEventListener('abort', cancel);
      }
    },
    close: () => {
      const error = new OnshelfError('closed', 'The shelf was closed.');
      closing.abort(error);
      worker?.terminate();
      watch.stop();
      failAll(error);
    },
  };
}

/**
 * Waits for a promise until the caller cancels.
 *
 * @throws OnshelfError `cancelled` when the signal fires
 */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(signal.reason instanceof OnshelfError ? signal.reason : cancelled());
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel);
    // Not `finally`: a page may have put an older Promise in place of the browser's.
    const settled = (): void => signal.removeEventListener('abort', cancel);
    promise.then(resolve, reject).then(settled, settled);
  });
}
