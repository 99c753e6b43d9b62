import { messageOf } from '../core/onshelf-error.js';
import { attribute, attributeNames } from '../core/page/page-nodes.js';
import { bareObject, ownMembers } from '../core/text/bare-object.js';
import { warnOnce } from '../core/text/warn-once.js';
import type { Consent } from '../types/consent.js';
import type { ItemKey } from '../types/page-event.js';
import type { ShelfOptions } from '../types/shelf.js';

/** Sources of events in a page. */
type AdapterName = 'ga4' | 'segment' | 'shopify' | 'json-ld' | 'attributes';

/** Options of the script tag: `data-*` attributes, or `onshelf('init', options)`. */
export interface ScriptOptions extends Partial<ShelfOptions> {
  /** Default: all of them. */
  readonly adapters: readonly AdapterName[];
  /** Default `id`. */
  readonly itemKey: ItemKey;
  /** Name of the global variable of GA4's data layer. Default `dataLayer`. */
  readonly dataLayer: string;
  /** Address of the folder with the other files, relative to the page. Default: the tag's own folder. */
  readonly baseUrl?: string | undefined;
  /** Signals of Consent Mode that must all be granted. Default `personalization_storage`. */
  readonly consentSignal: readonly string[];
  /** The consent banners to hear. Default: all. */
  readonly consentFrom?: readonly string[];
}

const ADAPTERS: readonly string[] = ['ga4', 'segment', 'shopify', 'json-ld', 'attributes'] satisfies AdapterName[];
const KEYS: readonly string[] = ['id', 'sku', 'group'] satisfies ItemKey[];
const CONSENTS: readonly string[] = ['granted', 'denied', 'unknown'] satisfies Consent[];

/** Maximum length of a quoted value on the console. */
const MAX_QUOTED = 80;

/** The attributes that the tag itself reads: their options. */
const ATTRIBUTES: Readonly<Record<string, keyof ScriptOptions>> = {
  'data-pack': 'pack',
  'data-consent': 'consent',
  'data-name': 'name',
  'data-page': 'page',
  'data-base-url': 'baseUrl',
  'data-adapters': 'adapters',
  'data-item-key': 'itemKey',
  'data-layer': 'dataLayer',
  'data-consent-signal': 'consentSignal',
  'data-consent-from': 'consentFrom',
};

/**
 * Reads the attributes of the tag: those that the tag needs before anything is loaded. The others are kept under their own names, for `shelfOptions`.
 *
 * @param tag the script's element; null: none was found
 */
export function readScriptOptions(tag: Element | null): ScriptOptions {
  // A plain object may have an accessor of this name on its prototype, set by another script.
  const given: Record<string, unknown> = bareObject({});
  for (const name of tag === null ? [] : attributeNames(tag))
    if (name.startsWith('data-')) given[Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : name] = attribute(tag as Element, name);
  return withInit(
    { adapters: ADAPTERS as AdapterName[], itemKey: 'id', dataLayer: 'dataLayer', consentSignal: ['personalization_storage'] },
    given,
  );
}

/**
 * Merges the options of `onshelf('init', given)`. Invalid values are reported and ignored. Unknown names are passed to `createShelf()`, which
 * reports them.
 *
 * @param options so far
 * @param given any value
 */
export function withInit(options: ScriptOptions, given: unknown): ScriptOptions {
  const added = ownMembers(given);
  for (const list of ['adapters', 'consentSignal', 'consentFrom']) if (added[list] !== undefined) added[list] = wordsOf(added[list]);
  added.adapters &&= (added.adapters as unknown[]).filter(isOneOf(ADAPTERS));
  // Without a signal, no banner could grant anything.
  if ((added.consentSignal as unknown[] | undefined)?.length === 0) delete added.consentSignal;
  const keep = (option: string, values: readonly string[]): void => {
    if (added[option] !== undefined && !isOneOf(values)(added[option])) delete added[option];
  };
  keep('consent', CONSENTS);
  keep('itemKey', KEYS);
  return bareObject({ ...options, ...added });
}

/** Whether a value is a consent. Pages without types may pass any value. */
export function isConsent(given: unknown): given is Consent {
  return CONSENTS.includes(given as string);
}

function isOneOf(values: readonly string[]): (value: unknown) => boolean {
  return (value) => {
    if (values.includes(value as string)) return true;
    const message = `${quoted(value)} is ignored; use ${values.join(', ')}.`;
    warnOnce(message, 'unknown-name', message);
    return false;
  };
}

/** A value of the page for the console: in quotes, and cut. Never throws. */
export function quoted(value: unknown): string {
  return `"${messageOf(value).slice(0, MAX_QUOTED)}"`;
}

/** A list, or the words of a text, separated by blanks or commas. */
export function wordsOf(given: unknown): readonly unknown[] {
  return Array.isArray(given)
    ? given
    : messageOf(given)
        .split(/[\s,]+/)
        .filter(Boolean);
}
