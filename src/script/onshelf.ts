/**
 * The script tag: a small script that loads the other files, from its own folder, only when there is something to record or to show. It takes over
 * the calls made before it loaded, and observes the page's events.
 */

import { codeOf, messageOf, OnshelfError } from '../core/onshelf-error.js';
import { Address, isPrerendering, ownGlobal, readyState } from '../core/page/platform.js';
import { bareObject } from '../core/text/bare-object.js';
import { warnOnce } from '../core/text/warn-once.js';
import { defineElement } from '../elements/define-element.js';
import type { BannerWord, ConsentHeard } from '../types/consent.js';
import type { ConsentOptions, Shelf, ShelfOptions } from '../types/shelf.js';
import { hearBanners } from './banners/hear-banners.js';
import { createCallQueue, type QueuedCall } from './call-queue.js';
import { consentSource, hasInteracted, refusalOf } from './consent-source.js';
import { type EarlierCall, earlierCalls, isLoaded } from './earlier-calls.js';
import { expectSameBuild } from './expect-same-build.js';
import { createVoiceCounts } from './hear-voices.js';
import { observePage } from './observe-page.js';
import { createRefusalKeeper } from './refusal-keeper.js';
import { folderOf, isOwnAddress, type ScriptTag, scriptTag } from './script-address.js';
import { isConsent, readScriptOptions, withInit } from './script-options.js';
import { workerAddress } from './worker-address.js';

/** The used exports of `index.js`. */
type Core = { createShelf(options: ShelfOptions): Promise<Shelf> };
type Elements = typeof import('../elements/elements.js');

/** Milliseconds that an event may wait for an idle moment before the other files are loaded. */
const QUIET_TIMEOUT_MS = 1000;
const DEFAULT_NAME = 'onshelf';

const before = ownGlobal('onshelf');
const isSecond = isLoaded(before);
if (isSecond) tellTwice(before as { twice?: true });
const tag = isSecond ? null : scriptTag();
if (tag !== null) start(tag, earlierCalls(before));

/** Says once in a page that another copy runs already. */
function tellTwice(running: { twice?: true }): void {
  if (!running.twice) warnOnce('script', 'loaded-twice', 'the tag is in the page more than once: the first one counts. Remove the others.');
  running.twice = true;
}

function start({ element, base: own, isNamed }: ScriptTag, earlier: readonly EarlierCall[]): void {
  const queue = createCallQueue();
  const counts = createVoiceCounts();
  let options = readScriptOptions(element);
  if (!isNamed && options.baseUrl !== undefined && !isOwnAddress(options.baseUrl)) {
    const { baseUrl, ...others } = options;
    options = others;
    warnOnce(
      'script',
      'bad-argument',
      `data-base-url ${baseUrl} is ignored: it is on another origin, and the browser does not name this tag.`,
    );
  }
  const isAhead = isPrerendering();
  const refusals = createRefusalKeeper(() => options.name ?? DEFAULT_NAME);
  /** Whether a consent banner is still starting, or waits for the shopper's answer. */
  let awaited = false;
  /** What the banners said last. */
  let said: BannerWord | null = null;
  let heard: ConsentHeard | null = null;
  /** Whether a call needs a shelf. */
  let wanted = false;
  let opening: Promise<Shelf> | undefined;

  /** Address of the folder, now: `init` may name it. */
  const folder = (): string => {
    if (options.baseUrl !== undefined) return folderOf(new Address(`${options.baseUrl}/`, location.href).href);
    if (own === null) throw new OnshelfError('bad-argument', 'it cannot tell where its other files are.');
    return own;
  };
  /** Resolves when the pack is named: `init` may come late, as from a handler of the page's `load` event. */
  let nameIt: () => void = () => {};
  const named = new Promise<void>((resolve) => {
    nameIt = resolve;
  });
  if (options.pack !== undefined) nameIt();

  const openShelf = async (): Promise<Shelf> => {
    if (options.pack === undefined) {
      whenLoaded(() => {
        if (options.pack === undefined)
          warnOnce('pack', 'bad-argument', 'the tag needs data-pack="/pack/pack.json", or onshelf("init", { pack }).');
      });
      await named;
    }
    const base = folder();
    const core = expectSameBuild<Core>('index.js', await import(`${base}index.js`));
    await firstWord();
    const { adapters, itemKey, dataLayer, consentSignal, consentFrom, baseUrl, pack = '', ...shelfOptions } = options;
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
    // What a page did before it was opened happened when it was.
    queue.serve(shelf, isAhead);
    return shelf;
  };
  /** Rejects if the other files cannot be loaded; the page works without. */
  const open = (): Promise<Shelf> => {
    opening ??= openShelf();
    opening.catch((error: unknown) => {
      warnOnce('loading', codeOf(error), `not loaded: ${messageOf(error)} Name the folder of all its files: data-base-url="/onshelf/".`);
    });
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
      if (options.pack !== undefined) nameIt();
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
  Object.assign(globalThis, { onshelf: Object.assign(onshelf, { loaded: true, facts: counts.facts }) });
  // Set by the page: stored data is void.
  if (options.consent === 'denied') refusals.record('erased');
  for (let at = 0; at < earlier.length; at++) handle(earlier[at][0], earlier[at][1]);

  const sayConsent = (): void => {
    // By the page, even after a click: a banner repeats its consent on every page, and must not override a later refusal.
    if (said === 'granted' || said === 'denied') call([Date.now(), 'consent', said, { by: 'page' }]);
  };
  const firstWord = hearBanners(
    () => options,
    async () => expectSameBuild('banner-readers.js', await import(`${folder()}banner-readers.js`)),
    (word, what) => {
      heard = what;
      if (word === said) return;
      said = word;
      awaited = word === 'awaited';
      sayConsent();
    },
  );

  observePage(
    options,
    {
      event: (event, time = Date.now(), voice) => {
        counts.count(event, voice);
        call([time, 'track', event.name, event.parameters, voice]);
      },
      unread: counts.unread,
      reset: () => call([Date.now(), 'reset']),
    },
    {
      calls: async () => expectSameBuild('call-readers.js', await import(`${folder()}call-readers.js`)),
      page: async () => expectSameBuild('page-readers.js', await import(`${folder()}page-readers.js`)),
    },
  );

  const loadElements = async (): Promise<unknown> => {
    await named;
    const base = folder();
    return import(`${base}elements.js`);
  };
  const mount = async (name: keyof Pick<Elements, 'mountList' | 'mountPanel'>, target: HTMLElement): Promise<() => void> => {
    const [shelf, elements] = await Promise.all([open(), loadElements()]);
    return expectSameBuild<Elements>('elements.js', elements)[name](target, shelf);
  };
  defineElement('onshelf-list', (target) => mount('mountList', target));
  defineElement('onshelf-panel', (target) => mount('mountPanel', target));
}

/** Calls back after the handlers of the page's `load` event. */
function whenLoaded(step: () => void): void {
  if (readyState() === 'complete') setTimeout(step);
  else addEventListener('load', () => setTimeout(step));
}
