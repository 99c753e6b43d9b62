import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import type { ErrorCode } from '../types/note.js';
import type { MessageName, Protocol, ReplyMessage, RequestMessage } from './protocol.js';

/** The page's end of the line to the engine. */
export interface Link {
  /** Where the engine runs, once that is known. */
  readonly place: 'worker' | 'inline' | 'failed';
  /**
   * Asks the engine.
   *
   * @throws OnshelfError whatever the engine said, rebuilt; `cancelled` where the signal fired; `worker-failed`
   */
  call<Name extends MessageName>(name: Name, input: Protocol[Name][0], signal?: AbortSignal): Promise<Protocol[Name][1]>;
  close(): void;
}

/** A worker that is up says so; one that has not by then (a policy that swallows it, a broken file) is given up. */
const READY_DEADLINE = 5000;

/** The caller's signal fired, or there is nobody left to answer. */
const cancelled = (what = 'request was cancelled'): OnshelfError => new OnshelfError('cancelled', `The ${what}.`);

type Send = (message: RequestMessage) => void;

interface Pending {
  readonly resolve: (output: never) => void;
  readonly reject: (error: OnshelfError) => void;
}

/**
 * Connects to an engine in a module worker, or, where workers are refused, to the same engine on this thread.
 *
 * @param createWorker makes the worker; may throw
 * @param importInline imports the worker's file as a module
 */
export function connectEngine(
  createWorker: () => Worker,
  importInline: () => Promise<{ createHost(reply: (message: ReplyMessage) => void): Send }>,
): Link {
  const pending = new Map<number, Pending>();
  let place: Link['place'] = 'worker';
  let worker: Worker | undefined;
  let closed = false;
  let last = 0;

  const receive = (message: ReplyMessage): void => {
    if ('ready' in message) return;
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if ('error' in message) waiting?.reject(new OnshelfError(message.error.code as ErrorCode, message.error.message));
    else waiting?.resolve(message.output as never);
  };

  const failAll = (error: OnshelfError): void => {
    for (const waiting of pending.values()) waiting.reject(error);
    pending.clear();
  };

  const startInline = async (): Promise<Send> => {
    place = 'inline';
    return (await importInline()).createHost(receive);
  };

  const starting: Promise<Send> = startWorker(createWorker, receive)
    .then((started) => {
      worker = started;
      if (closed) started.terminate();
      return (message: RequestMessage) => started.postMessage(message);
    })
    .catch(startInline)
    .catch((error: unknown) => {
      place = 'failed';
      throw new OnshelfError('worker-failed', `The engine did not start: ${messageOf(error)}`, error);
    });
  starting.catch(() => {});

  return {
    get place() {
      return place;
    },
    call: async (name, input, signal) => {
      const send = await untilAborted(starting, signal);
      if (closed) throw cancelled('shelf was closed');
      if (signal?.aborted) throw cancelled();
      const id = ++last;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        signal?.addEventListener('abort', () => {
          send({ cancel: id });
          pending.delete(id);
          reject(cancelled());
        });
        send({ id, name, input } as RequestMessage);
      });
    },
    close: () => {
      closed = true;
      worker?.terminate();
      failAll(cancelled('shelf was closed'));
    },
  };
}

/**
 * Waits for a promise, but no longer than the caller does.
 *
 * @throws OnshelfError `cancelled` as soon as the signal fires
 */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(cancelled());
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}

/** Resolves once the worker has spoken. A Content-Security-Policy refuses through an event, other things by throwing. */
function startWorker(createWorker: () => Worker, receive: (message: ReplyMessage) => void): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = createWorker();
    let ready = false;
    const giveUp = (why: string): void => {
      // Once it has spoken, an error in it is one request's, which is answered by its own message.
      if (ready) return;
      clearTimeout(timer);
      worker.terminate();
      reject(new OnshelfError('worker-failed', `The worker did not start: ${why}.`));
    };
    const timer = setTimeout(giveUp, READY_DEADLINE, 'no answer');
    worker.onerror = (event) => {
      // Heard, and made up for: else it is an error of the page's as well.
      event.preventDefault();
      giveUp(event.message || 'refused');
    };
    worker.onmessage = (event: MessageEvent<ReplyMessage>) => {
      if (!ready) {
        ready = true;
        clearTimeout(timer);
        resolve(worker);
      }
      receive(event.data);
    };
  });
}
