import { bareObject } from '../../core/text/bare-object.js';
import { warnOnce } from '../../core/text/warn-once.js';
import { within } from '../../core/time/deadline.js';
import type { BannerWord, ConsentHeard } from '../../types/consent.js';
import type { Note } from '../../types/note.js';
import type { Shelf, ShelfOptions } from '../../types/shelf.js';
import type { ScriptOptions } from '../script-options.js';
import { replacedBuiltIns } from './replaced-built-ins.js';
import { shelfOptions } from './shelf-options.js';
import { workerAddress } from './worker-address.js';

/** Milliseconds that a shelf waits for the first word of the banners. */
const FIRST_WORD_DEADLINE = 5000;

/** The used exports of `index.js`. */
export type Core = { createShelf(options: ShelfOptions): Promise<Shelf> };

/** What the tag knows of consent. */
interface TagConsent {
  /** Resolves when the first word of the banners found so far is told. */
  readonly firstWord: Promise<unknown> | undefined;
  /** What the banners say: `awaited` while one is still starting, or waits for the shopper's answer. */
  readonly said: () => BannerWord | null;
  /** What the banners say: notes, until they are read; null without one. */
  readonly heard: () => ConsentHeard | readonly Note[] | null;
}

/**
 * Opens the shelf of a script tag.
 *
 * @param core `index.js`
 * @param base address of the folder of the tag's files, with a trailing slash
 * @param options returns the options of the tag, now
 * @param consent what the tag knows of consent
 */
export async function openTagShelf(core: Core, base: string, options: () => ScriptOptions, consent: TagConsent): Promise<Shelf> {
  const replaced = replacedBuiltIns();
  if (replaced.length > 0) {
    const message = `a script of this page has put its own ${replaced.join(', ')} in the place of the browser's: rename it, else nothing works here.`;
    warnOnce('page', 'page-incompatible', message);
    // Nothing follows: not even an error, which would be one of the page.
    await new Promise(() => {});
  }
  await within(consent.firstWord, FIRST_WORD_DEADLINE);
  const given = shelfOptions(options());
  return core.createShelf(
    bareObject({
      ...given,
      consentHeard: () => heardOf(consent.heard(), options().consentSignal),
      // The tag's own consent is for pages without a consent dialogue; while a banner waits, it does not count.
      ...(consent.said() === 'awaited' && { recallConsent: false, ...(given.consent === 'granted' && { consent: 'unknown' as const }) }),
      workerUrl: workerAddress(base, given.workerUrl),
    }),
  );
}

/** What was heard of banners that are not read yet: nothing but notes. */
function heardOf(heard: ConsentHeard | readonly Note[] | null, wanted: readonly string[]): ConsentHeard | null {
  if (heard === null || 'notes' in heard) return heard;
  return { banners: [], wanted, missing: [], word: 'awaited', settled: false, globalPrivacyControl: false, notes: heard };
}
