import { ownGlobal } from '../../core/page/platform.js';
import { bareObject } from '../../core/text/bare-object.js';
import { warnOnce } from '../../core/text/warn-once.js';
import { within } from '../../core/time/deadline.js';
import type { BannerWord, ConsentHeard } from '../../types/consent.js';
import type { PageFacts } from '../../types/diagnosis.js';
import type { Note } from '../../types/note.js';
import type { Shelf, ShelfOptions } from '../../types/shelf.js';
import type { CallQueue } from '../call-queue.js';
import type { ScriptOptions } from '../script-options.js';
import { replacedBuiltIns } from './replaced-built-ins.js';
import { serveCalls } from './run-call.js';
import { shelfOptions } from './shelf-options.js';
import { tellUnheard } from './tell-unheard.js';
import { workerAddress } from './worker-address.js';

/** Milliseconds that a shelf waits for the first word of the banners. */
const FIRST_WORD_DEADLINE = 5000;

/** The used exports of `index.js`. */
export type Core = { createShelf(options: ShelfOptions): Promise<Shelf> };

/** What the tag knows of consent, now. */
export interface TagConsent {
  /** What the banners say: `awaited` while one is still starting, or waits for the shopper's answer; null without one. */
  said: BannerWord | null;
  /** What was heard of them: notes, until they are read; null without one. */
  heard: ConsentHeard | readonly Note[] | null;
}

/** What the tag has by then. */
interface TagParts {
  /** Resolves when the first word of the banners found so far is told. */
  readonly firstWord: Promise<unknown> | undefined;
  readonly consent: TagConsent;
  /** The calls made so far. */
  readonly queue: CallQueue;
  /** Whether the page was rendered ahead: what it did before it was opened happened when it was. */
  readonly isAhead: boolean;
  /** Whether nothing may be done on the page now. */
  readonly isOff: () => boolean;
}

/**
 * Opens the shelf of a script tag, and runs its calls.
 *
 * @param core `index.js`
 * @param base address of the folder of the tag's files, with a trailing slash
 * @param options returns the options of the tag, now
 * @param tag what the tag has by now
 */
export async function openTagShelf(
  core: Core,
  base: string,
  options: () => ScriptOptions,
  { firstWord, consent, queue, isAhead, isOff }: TagParts,
): Promise<Shelf> {
  const replaced = replacedBuiltIns();
  if (replaced.length > 0) {
    const message = `a script of this page has put its own ${replaced.join(', ')} in the place of the browser's: rename it, else nothing works here.`;
    warnOnce('page', 'page-incompatible', message);
    // Nothing follows: not even an error, which would be one of the page.
    await new Promise(() => {});
  }
  await within(firstWord, FIRST_WORD_DEADLINE);
  const given = shelfOptions(options());
  const shelf = await core.createShelf(
    bareObject({
      ...given,
      consentHeard: () => heardOf(consent.heard, options().consentSignal),
      // The tag's own consent is for pages without a consent dialogue; while a banner waits, it does not count.
      ...(consent.said === 'awaited' && { recallConsent: false, ...(given.consent === 'granted' && { consent: 'unknown' as const }) }),
      page: () => (isOff() ? ('checkout' as const) : undefined),
      workerUrl: workerAddress(base, given.workerUrl),
    }),
  );
  serveCalls(queue, shelf, isAhead);
  tellUnheard(shelf, options().dataLayer, () => (ownGlobal('onshelf') as { readonly facts?: PageFacts } | undefined)?.facts);
  return shelf;
}

/** What was heard of banners that are not read yet: nothing but notes. */
function heardOf(heard: ConsentHeard | readonly Note[] | null, wanted: readonly string[]): ConsentHeard | null {
  if (heard === null || 'notes' in heard) return heard;
  return { banners: [], wanted, missing: [], word: 'awaited', settled: false, globalPrivacyControl: false, notes: heard };
}
