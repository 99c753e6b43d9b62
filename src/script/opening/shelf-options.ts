import { bareObject } from '../../core/text/bare-object.js';
import type { ShelfOptions } from '../../types/shelf.js';
import { type ScriptOptions, wordsOf } from '../script-options.js';

/** The attributes that only the shelf needs: their options. */
const ATTRIBUTES: Readonly<Record<string, keyof ShelfOptions>> = {
  'data-pack-key': 'packKey',
  'data-locale': 'locale',
  'data-backend': 'backend',
  'data-encoder-backend': 'encoderBackend',
  'data-worker-url': 'workerUrl',
  'data-fallback': 'fallback',
  'data-item-id-pattern': 'itemId',
  'data-profile': 'profile',
  'data-guests': 'guests',
  'data-learning': 'learning',
  'data-sealed': 'sealed',
  'data-honour-privacy-control': 'honourPrivacyControl',
};

/** The members of the option `policy`, each an attribute. */
const POLICY = ['version', 'hash', 'url', 'renews'] as const;

/**
 * The options of `createShelf()` in those of the tag: without what only the tag needs, and with the attributes `data-pack-key`, `data-locale`, `data-backend`, `data-encoder-backend`,
 * `data-worker-url`, `data-fallback` (ids separated by spaces), `data-item-id-pattern`, `data-profile`, `data-guests`, `data-learning` and `data-sealed` (`false` is no), `data-honour-privacy-control`,
 * and those of `policy`.
 * Options of `init` come before attributes.
 * Unknown names stay: `createShelf()` reports them.
 *
 * @param options of the tag
 */
export function shelfOptions(options: ScriptOptions): ShelfOptions {
  const { adapters, itemKey, dataLayer, baseUrl, consentSignal, consentFrom, pack = '', ...given } = options;
  // Of the elements.
  delete (given as Record<string, unknown>)['data-debug'];
  const read: Record<string, unknown> = bareObject({ ...given, pack });
  for (const [name, option] of Object.entries(ATTRIBUTES)) {
    if (!Object.hasOwn(read, name)) continue;
    if (!Object.hasOwn(read, option)) read[option] = optionValue(name, read[name]);
    delete read[name];
  }
  const policy: Record<string, unknown> = bareObject({});
  for (const member of POLICY) {
    const name = `data-policy-${member}`;
    if (Object.hasOwn(read, name)) policy[member] = member === 'renews' ? read[name] !== 'false' : read[name];
    delete read[name];
  }
  if (Object.keys(policy).length > 0 && !Object.hasOwn(read, 'policy')) read.policy = policy;
  return read as unknown as ShelfOptions;
}

function optionValue(name: string, value: unknown): unknown {
  if (name === 'data-fallback') return wordsOf(value);
  // What is no word of it is told by `createShelf()`.
  if (name === 'data-sealed' && !['', 'true', 'false'].includes(value as string)) return value;
  return name === 'data-learning' || name === 'data-sealed' ? value !== 'false' : value;
}
