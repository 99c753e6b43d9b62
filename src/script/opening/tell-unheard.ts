import { findInPage } from '../../core/page/page-nodes.js';
import { ownGlobal } from '../../core/page/platform.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { PageFacts } from '../../types/diagnosis.js';
import type { Shelf } from '../../types/shelf.js';

/** Milliseconds after which a page that has something to say has said it. */
const SILENCE_MS = 5000;

/**
 * Says on the console what of the page may tell of products and is not read, where nothing else could: a page without a data layer, Segment, Shopify
 * and marked elements, from which nothing was heard, and a shopper of whom no item is known.
 *
 * @param shelf open
 * @param dataLayer name of the data layer
 * @param facts what the tag has heard
 */
export function tellUnheard(shelf: Pick<Shelf, 'diagnose'>, dataLayer: string, facts: () => PageFacts | undefined): void {
  setTimeout(async () => {
    const hasSource = [dataLayer, 'analytics', 'Shopify'].some((name) => ownGlobal(name) !== undefined);
    if (hasSource || facts()?.voices?.length !== 0 || findInPage('[data-onshelf-event]').length > 0) return;
    // What is fetched follows from the page alone; what is said may follow from the shopper.
    const { ids, findings } = await shelf.diagnose();
    if (ids?.heard !== 0) return;
    for (const { code, message } of findings) if (code === 'source-unread') warnOnce(message, code, message);
  }, SILENCE_MS);
}
