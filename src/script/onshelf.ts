/**
 * The script tag: small, and all that a page loads until something happens. It takes the calls made before it came, listens to what
 * the page says already, and fetches the rest, from where it came from itself, when there is something to record or to show.
 */

import { messageOf } from '../core/onshelf-error.js';
import { ownGlobal } from '../core/page/platform.js';
import { bareObject } from '../core/text/bare-object.js';
import { warnOnce } from '../core/text/warn-once.js';
import { defineElement } from '../elements/define-element.js';
import type { ConsentOptions, Shelf, ShelfOptions } from '../types/shelf.js';
import { createCallQueue, type QueuedCall } from './call-queue.js';
import { consentSource, hasInteracted, refusalOf } from './consent-source.js';
import { type EarlierCall, earlierCalls, isLoaded } from './earlier-calls.js';
import { expectSameBuild } from './expect-same-build.js';
import { observePage } from './observe-page.js';
import { createRefusalKeeper } from './refusal-keeper.js';
import { type ScriptTag, scriptTag } from './script-address.js';
import { isConsent, readScriptOptions, withInit } from './script-options.js';
import { workerAddress } from './worker-address.js';

/** What is taken of `index.js`. */
type Core = { createShelf(options: ShelfOptions): Promise<Shelf> };
type Elements = typeof import('../elements/elements.js');

/** An event may wait this long for a quiet moment before the rest is fetched, in milliseconds. */
const QUIET_TIMEOUT_MS = 1000;
const DEFAULT_NAME = 'onshelf';

const before = ownGlobal('onshelf');
const tag = isLoaded(before) ? null : scriptTag();
if (tag !== null) start(tag, earlierCalls(before));

function start({ element, base }: ScriptTag, earlier: readonly EarlierCall[]): void {
  const queue = createCallQueue();
  let options = readScriptOptions(element);
  const refusals = createRefusalKeeper(() => options.name ?? DEFAULT_NAME);
  /** Consent Mode asks the shopper first, and has not told of the answer yet. */
  let awaited = false;
  /** Something was called that takes a shelf. */
  let wanted = false;
  let opening: Promise<Shelf> | undefined;

  const openShelf = async (pack: string): Promise<Shelf> => {
    const core = expectSameBuild<Core>('index.js', await import(`${base}index.js`));
    const { adapters, itemKey, dataLayer, ...shelfOptions } = options;
    const shelf = await core.createShelf(
      bareObject({
        ...shelfOptions,
        // The tag's own word is for pages that ask nobody: where an answer is waited for, it is none.
        ...(awaited && { recallConsent: false, ...(options.consent === 'granted' && { consent: 'unknown' as const }) }),
        pack,
        workerUrl: workerAddress(base, options.workerUrl),
      }),
    );
    queue.serve(shelf);
    return shelf;
  };
  /** Rejects where the rest cannot be fetched; the page then goes on without. */
  const open = (): Promise<Shelf> => {
    if (options.pack === undefined) {
      warnOnce('pack', 'bad-argument', 'the tag needs data-pack="/pack/pack.json".');
      return Promise.reject(new Error('no pack'));
    }
    opening ??= openShelf(options.pack);
    opening.catch((error: unknown) => warnOnce('loading', 'worker-failed', `not loaded: ${messageOf(error)}`));
    return opening;
  };
  const openSoon = (): void => {
    const quietly = (): void => void open().catch(() => {});
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(quietly, { timeout: QUIET_TIMEOUT_MS });
    else setTimeout(quietly);
  };

  const call = (made: QueuedCall): void => {
    const [, command, given] = made;
    if (command === 'init') {
      options = withInit(options, given);
      if (options.consent === 'denied') refusals.hear('erased');
      else refusals.renamed();
      if (wanted) openSoon();
      return;
    }
    // Before anything is fetched or waited for: the page may be gone by then.
    if (command === 'consent' && isConsent(given)) refusals.hear(refusalOf(given, made[3] as ConsentOptions));
    if (command === 'erase') refusals.hear('erased');
    queue.add(made);
    // Once is enough: where it failed, the page goes on without.
    if (!wanted) openSoon();
    wanted = true;
  };
  /** Nothing that a page passes throws into it. */
  const hear = (made: QueuedCall, touched: unknown): void => {
    try {
      const [time, command, given, more] = made;
      call(command === 'consent' ? [time, command, given, consentSource(more, touched)] : made);
    } catch (error) {
      warnOnce('call', 'bad-argument', `a call failed: ${messageOf(error)}`);
    }
  };
  const hearNow = (command: unknown, ...given: unknown[]): void => hear([Date.now(), command, ...given], hasInteracted());
  Object.assign(globalThis, { onshelf: Object.assign(hearNow, { loaded: true }) });
  // The page's own word: what is stored is void, and the shopper is remembered by nothing.
  if (options.consent === 'denied') refusals.hear('erased');
  for (let at = 0; at < earlier.length; at++) hear(earlier[at][0], earlier[at][1]);

  observePage(
    options,
    {
      event: ({ name, parameters }, time = Date.now()) => call([time, 'track', name, parameters]),
      consent: (said) => {
        awaited = said === 'awaited';
        // Whatever was clicked: a banner repeats at every page what it was told once, and must not undo what was refused since.
        if (!awaited) call([Date.now(), 'consent', said, { by: 'page' }]);
      },
    },
    async () => expectSameBuild('page-readers.js', await import(`${base}page-readers.js`)),
  );

  const mount = async (name: keyof Pick<Elements, 'mountList' | 'mountPanel'>, target: HTMLElement): Promise<() => void> => {
    const [elements, shelf] = await Promise.all([import(`${base}elements.js`), open()]);
    return expectSameBuild<Elements>('elements.js', elements)[name](target, shelf);
  };
  defineElement('onshelf-list', (target) => mount('mountList', target));
  defineElement('onshelf-panel', (target) => mount('mountPanel', target));
}
