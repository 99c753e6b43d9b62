import { codeOf, messageOf } from '../../core/onshelf-error.js';
import { Address, baseUri, ownGlobal } from '../../core/page/platform.js';
import { bareObject } from '../../core/text/bare-object.js';
import { withDeadline } from '../../core/time/deadline.js';
import type { EngineWorker } from '../engine-worker.js';
import type { FileQuestion, FileReply } from './file-messages.js';
import { openFrame } from './open-frame.js';
import { createPackGate, type PackGate } from './pack-gate.js';
import type { PolicyVerdict, SealedStart } from './sealed-policy.js';

/** Set by the build: what tries the policy, and the engine with its lazy parts but those of tfjs, each one script. */
declare const __ONSHELF_SEALED_WORKER__: readonly string[];

/** Milliseconds that the worker may take to try its policy. */
const VERDICT_TIMEOUT_MS = 5000;

/** The options of a shelf that say where its pack is. */
export interface SealedOptions {
  readonly pack?: unknown;
  readonly packOrigins?: readonly string[] | undefined;
  readonly packKey?: unknown;
}

/** The part of the Trusted Types API that is used. */
interface ScriptTypes {
  createPolicy(name: string, rules: object): { createScriptURL(text: string): URL };
}

/** The address of the worker's text: one for all shelves of the page. */
let address: URL | string | undefined;

/**
 * Starts an engine in a worker under a policy that forbids every connection: the worker of a frame of the page, whose policy it inherits. It tries the policy
 * before it starts, and is handed the pack by the page.
 *
 * @param options of the shelf
 * @returns what stands for the worker. Its engine says that it is ready
 * @throws Error why it cannot be: a part of a sentence, with what to do
 */
export async function startSealedWorker({ pack, packOrigins = [], packKey }: SealedOptions): Promise<EngineWorker> {
  const isSigned = packKey !== undefined;
  if (isSigned && globalThis.crypto?.subtle === undefined)
    throw new Error('a key is pinned, and the page is not served by https, so that it cannot tell which signature is asked for');
  const { href } = location;
  const packUrl = new Address(`${pack}`, href.startsWith('about:') ? baseUri() : href).href;
  const open = createPackGate({ packUrl, redirectOrigins: packOrigins, isSigned });
  let lost = (): void => {};
  const frame = await openFrame(() => lost());
  try {
    address ??= trusted(Address.createObjectURL(new Blob(__ONSHELF_SEALED_WORKER__ as string[], bareObject({ type: 'text/javascript' }))));
    const worker = new frame.window.Worker(address);
    const { open: fault } = await withDeadline(verdictOf(worker), VERDICT_TIMEOUT_MS);
    if (fault !== null) throw new Error(`its policy does not hold: ${fault}`);
    const started = standFor(worker, open, frame.close);
    lost = () => started.onerror?.(new ErrorEvent('error', bareObject({ message: 'the page took away the frame of the sealed engine' })));
    return started;
  } catch (error) {
    frame.close();
    throw error;
  }
}

/** The first message of a new worker. */
function verdictOf(worker: Worker): Promise<PolicyVerdict> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<PolicyVerdict>) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(
        new Error(event.message || 'a worker from a Blob is refused; if the page has a Content-Security-Policy, allow blob: in worker-src'),
      );
    };
  });
}

/** Begins the engine, with channels of the page's own: what a frame's worker says itself is made of the frame's classes, and an array of it is none of the page's. */
function standFor(worker: Worker, open: PackGate, close: () => void): EngineWorker {
  const engine = new MessageChannel();
  const files = new MessageChannel();
  const stand: EngineWorker = {
    onmessage: null,
    onmessageerror: null,
    onerror: null,
    postMessage: (message) => engine.port1.postMessage(message),
    terminate: () => {
      worker.terminate();
      engine.port1.close();
      files.port1.close();
      close();
    },
  };
  worker.onmessage = null;
  worker.onerror = (event) => stand.onerror?.(event);
  engine.port1.onmessage = (event) => stand.onmessage?.(event);
  engine.port1.onmessageerror = (event) => stand.onmessageerror?.(event);
  files.port1.onmessage = ({ data }: MessageEvent<FileQuestion>) => void answer(data, files.port1, open);
  const start: SealedStart = { engine: engine.port2, files: files.port2 };
  worker.postMessage(start, [engine.port2, files.port2]);
  return stand;
}

async function answer({ id, url }: FileQuestion, port: MessagePort, open: PackGate): Promise<void> {
  let note: FileReply['note'] = null;
  try {
    const file = await open(url, (made) => {
      note = made;
    });
    port.postMessage({ id, note, file } satisfies FileReply, [file.bytes.buffer]);
  } catch (error) {
    port.postMessage({ id, note, error: { code: codeOf(error), message: messageOf(error) } } satisfies FileReply);
  }
}

/** The address as a TrustedScriptURL, for pages that require Trusted Types. */
function trusted(text: string): URL | string {
  const types = ownGlobal('trustedTypes') as ScriptTypes | undefined;
  try {
    return types?.createPolicy('onshelf-sealed', bareObject({ createScriptURL: (given: string) => given })).createScriptURL(text) ?? text;
  } catch {
    // Pages that require Trusted Types, and do not allow this policy, refuse the worker next.
    return text;
  }
}
