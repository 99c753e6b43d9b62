/**
 * The script tag: a small script that loads the other files, from its own folder, only when there is something to record or to show. It takes over
 * the calls made before it loaded, and observes the page's events.
 */

import { messageOf } from '../core/onshelf-error.js';
import { markedOff, toldOff, untilOn } from '../core/page/off-page.js';
import { Address, isPrerendering, ownGlobal, readyState } from '../core/page/platform.js';
import { warnOnce } from '../core/text/warn-once.js';
import { defineElement } from '../elements/define-element.js';
import type { ConsentOptions } from '../types/privacy/consent-calls.js';
import type { Shelf } from '../types/shelf.js';
import { hearBanners } from './banners/hear-banners.js';
import { createCallQueue, type QueuedCall } from './call-queue.js';
import { consentSource, hasInteracted, refusalOf } from './consent-source.js';
import { type EarlierCall, earlierCalls, isLoaded } from './earlier-calls.js';
import { expectSameBuild } from './expect-same-build.js';
import type { VoiceCounts, VoiceFacts } from './hear-voices.js';
import type { CallReaders } from './lazy-adapters.js';
import { observePage } from './observe-page.js';
import type { Core, TagConsent } from './opening/open-tag-shelf.js';
import { createRefusalKeeper } from './refusal-keeper.js';
import { folderOf, isOwnAddress, type ScriptTag, scriptTag } from './script-address.js';
import { isConsent, readScriptOptions, withInit } from './script-options.js';

type Opener = typeof import('./shelf-opener.js');
type PageReaders = typeof import('./page-readers.js');
type Elements = typeof import('../elements/elements.js');

/** Milliseconds that an event may wait for an idle moment before the other files are loaded. */
const QUIET_TIMEOUT_MS = 1000;
const DEFAULT_NAME = 'onshelf';

const before = ownGlobal('onshelf');
if (isLoaded(before)) {
  if (!before.twice) warnOnce('script', 'loaded-twice', 'the tag is in the page more than once.');
  before.twice = true;
} else {
  try {
    const tag = scriptTag();
    if (tag !== null) start(tag, earlierCalls(before));
  } catch (error) {
    tellIncompatible(error);
  }
}

/** The page has replaced what the tag needs. */
function tellIncompatible(error: unknown): void {
  warnOnce('script', 'page-incompatible', messageOf(error));
}

function start({ element, base: own, isNamed }: ScriptTag, earlier: readonly EarlierCall[]): void {
  const queue = createCallQueue();
  const facts: VoiceFacts = { voices: [], unread: [] };
  let counts: VoiceCounts | undefined;
  let options = readScriptOptions(element);
  if (!isNamed && options.baseUrl !== undefined && !isOwnAddress(options.baseUrl)) {
    warnOnce('script', 'bad-argument', `data-base-url ${options.baseUrl} is ignored: another origin.`);
    options = { ...options, baseUrl: undefined };
  }
  const isAhead = isPrerendering();
  const refusals = createRefusalKeeper(() => options.name ?? DEFAULT_NAME);
  const consent: TagConsent = { said: null, heard: null };
  /** Whether a call needs a shelf. */
  let wanted = false;
  let opening: Promise<Shelf> | undefined;

  /** Address of the folder, now: `init` may name it. */
  const folder = (): string => {
    if (options.baseUrl !== undefined) return folderOf(new Address(`${options.baseUrl}/`, location.href).href);
    if (own === null) throw new Error('its folder is not known.');
    return own;
  };
  /** When the page was last seen to be off, milliseconds since 1970. */
  let offAt = 0;
  /** Whether nothing may be done on this page now. Looked up before each file and event: what marks it may come late, and a single-page app goes on. */
  const isOff = (): boolean => {
    const off = markedOff(options.page) ?? toldOff();
    if (off === null) return false;
    offAt = Date.now();
    warnOnce('page', off.code, off.message);
    return true;
  };
  /** Loads a file of the folder, of the tag's own build. While the page is off nothing follows: not even an error. */
  const load = async <Part>(file: string, base = folder()): Promise<Part> => {
    await untilOn(isOff);
    return expectSameBuild(file, await import(`${base}${file}`));
  };
  /** Resolves when the pack is named: `init` may come late, as from a handler of the page's `load` event. */
  let nameIt!: () => void;
  const named = new Promise<void>((resolve) => {
    nameIt = resolve;
  });
  if (options.pack !== undefined) nameIt();
  whenLoaded(() => {
    if (options.pack === undefined) warnOnce('pack', 'bad-argument', 'the tag needs data-pack="/pack/pack.json" or init.');
  });

  const openNow = async (): Promise<Shelf> => {
    await named;
    const base = folder();
    const [core, { openTagShelf }] = await Promise.all([load<Core>('index.js', base), load<Opener>('shelf-opener.js', base)]);
    return openTagShelf(core, base, () => options, { firstWord: lookForBanners(), consent, queue, isAhead, isOff });
  };
  /** Rejects if the other files cannot be loaded; the page works without. */
  const open = (): Promise<Shelf> => {
    opening ??= openNow();
    opening.catch((error: unknown) => {
      // Without a folder the page has to name one.
      const code = (own ?? options.baseUrl) ? 'worker-failed' : 'bad-argument';
      warnOnce('loading', code, `not loaded: ${messageOf(error)} Name its folder: data-base-url="/onshelf/".`);
    });
    return opening;
  };
  const openSoon = (): void => {
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(open, { timeout: QUIET_TIMEOUT_MS });
    else setTimeout(open);
  };

  const sayConsent = (word: unknown = consent.said): void => {
    // By the page, even after a click: a banner repeats its consent on every page, and must not override a later refusal.
    if (word === 'granted' || word === 'denied') call([Date.now(), 'consent', word, { by: 'page' }]);
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
    if ((command === 'track' || command === 'feedback') && isOff()) return;
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
  Object.assign(globalThis, { onshelf: Object.assign(onshelf, { loaded: true, facts }) });
  // Set by the page: stored data is void.
  if (options.consent === 'denied') refusals.record('erased');
  for (let at = 0; at < earlier.length; at++) handle(...earlier[at]);

  const lookForBanners = hearBanners(
    () => options,
    () => load('banner-readers.js'),
    (word, what) => {
      consent.heard = what;
      if (word === consent.said) return;
      consent.said = word;
      // Without a banner's word, the tag's own counts.
      sayConsent(word ?? options.consent);
    },
  );

  /** Counts what the readers tell. */
  const counted = <Readers extends Pick<CallReaders, 'countVoices'>>(readers: Readers): Readers => {
    counts ??= readers.countVoices(facts);
    return readers;
  };
  // With the options of a late `init`: they say what to read.
  named
    .then(() =>
      observePage(
        options,
        {
          event: (event, time = Date.now(), voice) => {
            // Read late, of a page that was off.
            if (time < offAt) return;
            counts?.count(event, voice);
            call([time, 'track', event.name, event.parameters, voice]);
          },
          unread: (voice, shape) => counts?.unread(voice, shape),
          reset: () => call([Date.now(), 'reset']),
        },
        lookForBanners,
        {
          calls: () => load<CallReaders>('call-readers.js').then(counted),
          page: () => load<PageReaders>('page-readers.js').then(counted),
          isTold: () => counts?.isTold() === true,
        },
      ),
    )
    .catch(tellIncompatible);

  const define = (name: string, mount: 'mountList' | 'mountPanel'): void =>
    defineElement(name, async (target) => {
      const [shelf, elements] = await Promise.all([open(), named.then(() => load<Elements>('elements.js'))]);
      return elements[mount](target, shelf);
    });
  define('onshelf-list', 'mountList');
  define('onshelf-panel', 'mountPanel');
}

/** Calls back after the handlers of the page's `load` event. */
function whenLoaded(step: () => void): void {
  if (readyState() === 'complete') setTimeout(step);
  else addEventListener('load', () => setTimeout(step));
}
