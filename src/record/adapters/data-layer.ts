import type { PageConsent, PageListener } from '../../types/page-event.js';
import type { EntryReader } from './data-layer-reader.js';
import { objectOf, type PageObject } from './fields/page-fields.js';
import { hookPush } from './hook-push.js';
import { createReadingQueue } from './reading-queue.js';

/**
 * Reads `personalization_storage` of an entry.
 *
 * A default for some regions applies to an unknown share of shoppers: a refusal in it means waiting for the shopper's answer; a consent in it is
 * ignored, and then so is a consent for all regions.
 *
 * @returns null if the entry does not set it
 * @see https://developers.google.com/tag-platform/security/guides/consent
 */
export function consentOfDataLayer(entry: unknown): PageConsent | null {
  const given = objectOf(entry);
  if (given[0] !== 'consent') return null;
  const { personalization_storage: said, region } = objectOf(given[2]);
  if (said !== 'granted' && said !== 'denied') return null;
  if (given[1] === 'update') return said;
  if (given[1] !== 'default') return null;
  if (said === 'denied') return 'awaited';
  return region === undefined ? 'granted' : null;
}

/**
 * Creates a reader of the consent that a data layer's entries say, in order.
 *
 * @param listener receives it
 * @returns reads an entry
 */
function createConsentReader(listener: Pick<PageListener, 'consent'>): (entry: unknown) => void {
  /** Whether some regions are denied by default; the shopper's region is not known. */
  let refusedSomewhere = false;
  /** Granted by default, not reported yet: the next entry may deny it for some regions. */
  let granting = false;
  return (entry) => {
    const given = objectOf(entry);
    const consent = consentOfDataLayer(given);
    if (consent === null) return;
    const isDefault = given[1] === 'default';
    refusedSomewhere ||= isDefault && consent === 'awaited' && objectOf(given[2]).region !== undefined;
    granting = isDefault && consent === 'granted' && !refusedSomewhere;
    if (granting) setTimeout(() => granting && listener.consent('granted'));
    else if (consent !== 'granted' || !isDefault) listener.consent(consent);
  };
}

/** Whether an entry may be of a shop: an event that is not Google Tag Manager's own, or ecommerce. */
function mayBeOfShop(given: PageObject): boolean {
  const { event } = given;
  if (given[0] === 'event' || given.ecommerce !== undefined || given.transactionProducts !== undefined) return true;
  return typeof event === 'string' && !event.startsWith('gtm.');
}

/** Observes a data layer, and whatever array takes its place. */
export interface DataLayerWatch {
  /**
   * Looks at the page's data layer: reads the entries that are new, in order, and then all that come. Entries reach the page's own `push` unchanged,
   * and the page gets its result or error.
   *
   * @param layer the array; any other value is ignored; if its `push` cannot be replaced, only its earlier entries are read
   * @returns whether it is an array
   */
  look(layer: unknown): boolean;
}

/**
 * Creates a watch.
 *
 * @param listener receives the consent
 * @param load loads the reader of events; called when an entry may be of a shop
 */
export function watchDataLayer(listener: Pick<PageListener, 'consent'>, load: () => Promise<EntryReader>): DataLayerWatch {
  const hearConsent = createConsentReader(listener);
  let loading: Promise<EntryReader> | undefined;
  /** Entries that were read: an array that takes the place of another one may have them too. */
  const known = new WeakSet<object>();
  let current: unknown;
  let waiting: unknown[] = [];
  let read: EntryReader | undefined;
  const shop = createReadingQueue((one) => read?.(...(one as Parameters<EntryReader>)));
  const queue = createReadingQueue((entry) => {
    if (typeof entry !== 'object' || entry === null) return;
    known.add(entry);
    hearConsent(entry);
    if (!mayBeOfShop(entry as PageObject)) return;
    const one = [entry, Date.now()];
    if (read !== undefined) {
      shop.add([one]);
      return;
    }
    waiting.push(one);
    if (loading !== undefined) return;
    loading = load();
    loading
      .then((loaded) => {
        read = loaded;
        shop.add(waiting);
        waiting = [];
      })
      .catch(() => {
        // The console reports the file. A later entry tries again.
        loading = undefined;
      });
  });
  const isBusy = (): boolean => queue.isReading() || shop.isReading();
  return {
    look: (layer) => {
      try {
        if (!Array.isArray(layer)) return false;
        if (layer === current) return true;
        // A copy: a getter of an entry may push.
        const earlier = current === undefined ? layer.slice() : layer.filter((entry) => !known.has(entry));
        current = layer;
        hookPush(layer, isBusy, queue.add);
        queue.add(earlier);
        return true;
      } catch {
        return false;
      }
    },
  };
}
