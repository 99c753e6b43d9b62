/**
 * The script tag: a small script that loads the other files, from its own folder, only when there is something to record or to show. It takes over
 * the calls made before it loaded, and observes the page's events.
 */

import { messageOf } from '../core/onshelf-error.js';
import { ownGlobal } from '../core/page/platform.js';
import { bareObject } from '../core/text/bare-object.js';
import { warnOnce } from '../core/text/warn-once.js';
import { defineElement } from '../elements/define-element.js';
import type { BannerWord, ConsentHeard } from '../types/consent.js';
import type { ConsentOptions, Shelf, ShelfOptions } from '../types/shelf.js';
import { createCallQueue, type QueuedCall } from './call-queue.js';
import { consentSource, hasInteracted, refusalOf } from './consent-source.js';
import { type EarlierCall, earlierCalls, isLoaded } from './earlier-calls.js';
import { expectSameBuild } from './expect-same-build.js';
import { hearBanners } from './hear-banners.js';
import { observePage } from './observe-page.js';
import { createRefusalKeeper } from './refusal-keeper.js';
import { type ScriptTag, scriptTag } from './script-address.js';
import { isConsent, readScriptOptions, withInit } from './script-options.js';
import { workerAddress } from './worker-address.js';

/** The used exports of `index.js`. */
type Core = { createShelf(options: ShelfOptions): Promise<Shelf> };
type Elements = typeof import('../elements/elements.js');

/** Milliseconds that an event may wait for an idle moment before the other files are loaded. */
const QUIET_TIMEOUT_MS = 1000;
const DEFAULT_NAME = 'onshelf';

const before = ownGlobal('onshelf');
const tag = isLoaded(before) ? null : scriptTag();
if (tag !== null) start(tag, earlierCalls(before));

function start({ element, base }: ScriptTag, earlier: readonly EarlierCall[]): void {
  const queue = createCallQueue();
  let options = readScriptOptions(element);
  const refusals = createRefusalKeeper(() => options.name ?? DEFAULT_NAME);
  /** Whether a consent banner is still starting, or waits for the shopper's answer. */
  let awaited = false;
  /** What the banners said last. */
  let said: BannerWord | null = null;
  let heard: ConsentHeard | null = null;
  /** Whether a call needs a shelf. */
  let wanted = false;
  let opening: Promise<Shelf> | undefined;

  const openShelf = async (pack: string): Promise<Shelf> => {
    const core = expectSameBuild<Core>('index.js', await import(`${base}index.js`));
    await firstWord();
    const { adapters, itemKey, dataLayer, consentSignal, consentFrom, ...shelfOptions } = options;
    const shelf = await core.createShelf(
      bareObject({
        ...shelfOptions,
        consentHeard: () => heard,
        // The tag's own consent is for pages without a consent dialogue; while a banner waits, it does not count.
        ...(awaited && { recallConsent: false, ...(options.consent === 'granted' && { consent: 'unknown' as const }) }),
        pack,
        workerUrl: workerAddress(base, options.workerUrl),
      }),
    );
    queue.serve(shelf);
    return shelf;
  };
  /** Rejects if the other files cannot be loaded; the page works without. */
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
      if (options.consent === 'denied') refusals.record('erased');
      else refusals.renamed();
      if (wanted) openSoon();
      return;
    }
    // At once, before anything is loaded: the page may close.
    if (command === 'consent' && isConsent(given)) refusals.record(refusalOf(given, made[3] as ConsentOptions));
    if (command === 'erase') refusals.record('erased');
    if (command === 'reset') refusals.leave();
    queue.add(made);
    // The device's banner speaks for whoever is there now.
    if (command === 'reset' || command === 'profile') sayConsent();
    // Once: after a failure the page works without.
    if (!wanted) openSoon();
    wanted = true;
  };
  /** Handles a call; never throws, whatever a page passes. */
  const handle = (made: QueuedCall, touched: unknown): void => {
    try {
      const [time, command, given, more] = made;
      call(command === 'consent' ? [time, command, given, consentSource(more, touched)] : made);
    } catch (error) {
      warnOnce('call', 'bad-argument', `a call failed: ${messageOf(error)}`);
    }
  };
  const onshelf = (command: unknown, ...given: unknown[]): void => handle([Date.now(), command, ...given], hasInteracted());
  Object.assign(globalThis, { onshelf: Object.assign(onshelf, { loaded: true }) });
  // Set by the page: stored data is void.
  if (options.consent === 'denied') refusals.record('erased');
  for (let at = 0; at < earlier.length; at++) handle(earlier[at][0], earlier[at][1]);

  const sayConsent = (): void => {
    // By the page, even after a click: a banner repeats its consent on every page, and must not override a later refusal.
    if (said === 'granted' || said === 'denied') call([Date.now(), 'consent', said, { by: 'page' }]);
  };
  const firstWord = hearBanners(
    () => options,
    async () => expectSameBuild('banner-readers.js', await import(`${base}banner-readers.js`)),
    (word, what) => {
      heard = what;
      if (word === said) return;
      said = word;
      awaited = word === 'awaited';
      sayConsent();
    },
  );

  observePage(options, { event: ({ name, parameters }, time = Date.now()) => call([time, 'track', name, parameters]) }, async () =>
    expectSameBuild('page-readers.js', await import(`${base}page-readers.js`)),
  );

  const mount = async (name: keyof Pick<Elements, 'mountList' | 'mountPanel'>, target: HTMLElement): Promise<() => void> => {
    const [elements, shelf] = await Promise.all([import(`${base}elements.js`), open()]);
    return expectSameBuild<Elements>('elements.js', elements)[name](target, shelf);
  };
  defineElement('onshelf-list', (target) => mount('mountList', target));
  defineElement('onshelf-panel', (target) => mount('mountPanel', target));
}
