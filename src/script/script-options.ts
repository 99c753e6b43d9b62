import type { Consent } from '../types/consent.js';
import type { BackendPreference } from '../types/engine.js';
import type { ItemKey } from '../types/page-event.js';
import type { ShelfOptions } from '../types/shelf.js';

/** What can be heard of what a page says already. */
type AdapterName = 'ga4' | 'segment' | 'shopify' | 'json-ld' | 'attributes';

/** How the script is set up: by `data-*` attributes of its tag, or by `onshelf('init', options)`. */
export interface ScriptOptions extends Partial<ShelfOptions> {
  /** Default: all of them. */
  readonly adapters: readonly AdapterName[];
  /** Default `id`. */
  readonly itemKey: ItemKey;
  /** Name of the global that GA4's data layer goes by. Default `dataLayer`. */
  readonly dataLayer: string;
}

const ALL: readonly AdapterName[] = ['ga4', 'segment', 'shopify', 'json-ld', 'attributes'];

/**
 * Reads the attributes of the tag: `data-pack`, `data-consent`, `data-name`, `data-backend`, `data-worker-url`, `data-fallback`
 * (ids separated by spaces), `data-adapters` (names separated by spaces, or `none`), `data-item-key`, `data-layer`.
 *
 * @param given the tag's `dataset`
 */
export function readScriptOptions(given: Readonly<Record<string, string | undefined>>): ScriptOptions {
  const wordsOf = (text: string | undefined): string[] | undefined => text?.split(/\s+/).filter((word) => word !== '');
  const options: Partial<ShelfOptions> = {
    ...pick('consent', isConsent(given.consent) ? given.consent : undefined),
    ...pick('backend', given.backend as BackendPreference | undefined),
    ...pick('pack', given.pack),
    ...pick('name', given.name),
    ...pick('workerUrl', given.workerUrl),
    ...pick('fallback', wordsOf(given.fallback)),
  };
  return {
    ...options,
    adapters: (wordsOf(given.adapters) as AdapterName[] | undefined) ?? ALL,
    itemKey: (given.itemKey as ItemKey | undefined) ?? 'id',
    dataLayer: given.layer ?? 'dataLayer',
  };
}

/** Is it one of the three? Whoever writes without types may write anything. */
export function isConsent(given: unknown): given is Consent {
  return given === 'granted' || given === 'denied' || given === 'unknown';
}

function pick<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]: Value });
}
