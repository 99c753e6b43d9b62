import { messageOf } from '../core/onshelf-error.js';
import { attribute, attributeNames } from '../core/page/page-nodes.js';
import { bareObject, ownMembers } from '../core/text/bare-object.js';
import { warnOnce } from '../core/text/warn-once.js';
import type { Consent } from '../types/consent.js';
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

const ADAPTERS: readonly string[] = ['ga4', 'segment', 'shopify', 'json-ld', 'attributes'] satisfies AdapterName[];
const KEYS: readonly string[] = ['id', 'sku', 'group'] satisfies ItemKey[];
const CONSENTS: readonly string[] = ['granted', 'denied', 'unknown'] satisfies Consent[];

/** Of a text that a page passed, so much is shown on the console. */
const SHOWN = 80;

/** Options that an attribute of their own name says, with `-worker-url` for `workerUrl`; but for the data layer, which `data-layer` names. */
const ATTRIBUTES = ['pack', 'consent', 'name', 'backend', 'workerUrl', 'fallback', 'adapters', 'itemKey'] satisfies (keyof ScriptOptions)[];

/**
 * Reads the attributes of the tag: `data-pack`, `data-consent`, `data-name`, `data-backend`, `data-worker-url`, `data-fallback`
 * (ids separated by spaces), `data-adapters` (names separated by spaces, or ''), `data-item-key`, `data-layer`.
 *
 * @param tag the script's element
 */
export function readScriptOptions(tag: Element): ScriptOptions {
  const known = new Map([['data-layer', 'dataLayer']]);
  for (const option of ATTRIBUTES) known.set(`data-${option.replace(/[A-Z]/, '-$&').toLowerCase()}`, option);
  // An accessor that some script put on every object would swallow what is set on a plain one.
  const said: Record<string, unknown> = bareObject({});
  // One that is not known goes on to `createShelf()` too, under its own name: other tools leave theirs, and a slip is told.
  for (const name of attributeNames(tag)) if (name.startsWith('data-')) said[known.get(name) ?? name] = attribute(tag, name);
  if (said.fallback !== undefined) said.fallback = wordsOf(said.fallback);
  return withInit({ adapters: ADAPTERS as AdapterName[], itemKey: 'id', dataLayer: 'dataLayer' }, said);
}

/**
 * The options of the tag, and what `onshelf('init', given)` says besides. What an option does not take is told of and left out; names that are
 * not known go on to `createShelf()`, which tells of them.
 *
 * @param options so far
 * @param given whatever was passed
 */
export function withInit(options: ScriptOptions, given: unknown): ScriptOptions {
  const said = ownMembers(given);
  const { adapters } = said;
  if (adapters !== undefined) said.adapters = (Array.isArray(adapters) ? adapters : wordsOf(adapters)).filter(isOneOf(ADAPTERS));
  const keep = (option: string, values: readonly string[]): void => {
    if (said[option] !== undefined && !isOneOf(values)(said[option])) delete said[option];
  };
  keep('consent', CONSENTS);
  keep('itemKey', KEYS);
  return bareObject({ ...options, ...said });
}

/** Is it one of the three? Whoever writes without types may write anything. */
export function isConsent(given: unknown): given is Consent {
  return CONSENTS.includes(given as string);
}

function isOneOf(values: readonly string[]): (value: unknown) => boolean {
  return (value) => {
    const known = values.includes(value as string);
    if (!known) warnOnce('options', 'unknown-name', `${quoted(value)} is ignored; there are ${values.join(', ')}.`);
    return known;
  };
}

/** A value of the page on the console, in quotes: nothing that could throw or flood. */
export function quoted(value: unknown): string {
  return `"${messageOf(value).slice(0, SHOWN)}"`;
}

function wordsOf(text: unknown): string[] {
  return messageOf(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}
