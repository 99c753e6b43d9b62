/**
 * The script tag: small, and all that a page loads until something happens. It takes the calls made before it came, listens to what
 * the page says already, and fetches the rest, from where it came from itself, when there is something to record or to show.
 */
import { warnOnce } from '../core/warn-once.js';
import { defineElement } from '../elements/define-element.js';
import type { Shelf, ShelfOptions } from '../types/shelf.js';
import { type Call, createCallQueue } from './call-queue.js';
import { hearPage } from './hear-page.js';
import { readScriptOptions, type ScriptOptions } from './script-options.js';
import { workerAddress } from './worker-address.js';

/** The one global: before the script came, the stub, which keeps its calls as `q`. */
interface OnshelfGlobal {
  (command: unknown, ...given: unknown[]): void;
  readonly q?: unknown;
  readonly loaded?: true;
}

type Core = { createShelf(options: ShelfOptions): Promise<Shelf> };
type Elements = typeof import('../elements/elements.js');

/** An event may wait this long for a quiet moment before the rest is fetched, in milliseconds. */
const PATIENCE = 1000;

const page = globalThis as unknown as { onshelf?: OnshelfGlobal };
const tag = document.currentScript as HTMLScriptElement | null;

if (page.onshelf?.loaded !== true && tag !== null) start(tag, page.onshelf?.q);

function start(script: HTMLScriptElement, earlier: unknown): void {
  const base = new URL('.', script.src).href;
  const queue = createCallQueue();
  let options: ScriptOptions = readScriptOptions(script.dataset);
  /** Consent Mode asks the shopper first, and has not told of the answer yet. */
  let awaited = false;
  /** Something was called that takes a shelf. */
  let wanted = false;
  let opening: Promise<Shelf> | undefined;

  const openShelf = async (pack: string): Promise<Shelf> => {
    const core = (await import(`${base}index.js`)) as Core;
    const shelf = await core.createShelf({
      ...options,
      // The tag's own word is for pages that ask nobody: where an answer is waited for, it is none.
      ...(awaited && { recallConsent: false, ...(options.consent === 'granted' && { consent: 'unknown' }) }),
      pack,
      workerUrl: workerAddress(base, options.workerUrl),
    });
    queue.serve(shelf);
    return shelf;
  };
  /** Rejects where the rest cannot be fetched; the page then goes on without. */
  const open = (): Promise<Shelf> => {
    if (options.pack === undefined) {
      warnOnce('pack', 'bad-argument', 'give the script tag the address of your pack: data-pack="/pack/pack.json".');
      return Promise.reject(new Error('no pack'));
    }
    opening ??= openShelf(options.pack);
    opening.catch((error: unknown) => warnOnce('script', 'worker-failed', `could not be loaded: ${error}`));
    return opening;
  };
  const openSoon = (): void => {
    const quietly = (): void => void open().catch(() => {});
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(quietly, { timeout: PATIENCE });
    else setTimeout(quietly);
  };

  const call = (made: Call): void => {
    if (made[1] === 'init') {
      options = { ...options, ...(made[2] as Partial<ScriptOptions> | undefined) };
      if (wanted) openSoon();
      return;
    }
    queue.add(made);
    // Once is enough: where it failed, the page goes on without.
    if (!wanted) openSoon();
    wanted = true;
  };
  const global = (command: unknown, ...given: unknown[]): void => call([Date.now(), command, ...given]);
  page.onshelf = Object.assign(global, { loaded: true } as const);
  if (Array.isArray(earlier)) for (const made of earlier) if (Array.isArray(made)) call(made as unknown as Call);

  hearPage(options, {
    event: ({ name, parameters }, time = Date.now()) => call([time, 'track', name, parameters]),
    consent: (said) => {
      awaited = said === 'awaited';
      if (!awaited) call([Date.now(), 'consent', said]);
    },
  });

  const mount = async (name: keyof Pick<Elements, 'mountList' | 'mountPanel'>, element: HTMLElement): Promise<() => void> => {
    const [elements, shelf] = await Promise.all([import(`${base}elements.js`) as Promise<Elements>, open()]);
    return elements[name](element, shelf);
  };
  defineElement('onshelf-list', (element) => mount('mountList', element));
  defineElement('onshelf-panel', (element) => mount('mountPanel', element));
}
