import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shelfOptions } from '../../src/script/opening/shelf-options.js';
import { readScriptOptions, withInit } from '../../src/script/script-options.js';

/** A tag, reduced to its attributes. */
const tag = (attributes: Record<string, string>): Element =>
  ({
    getAttributeNames: () => Object.keys(attributes),
    getAttribute: (name: string) => (Object.hasOwn(attributes, name) ? attributes[name] : null),
  }) as unknown as Element;

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => void vi.restoreAllMocks());

const ALL = ['ga4', 'segment', 'shopify', 'json-ld', 'attributes'];

describe('the attributes of the tag', () => {
  it('set all options', () => {
    const options = readScriptOptions(
      tag({
        'data-pack': '/pack/pack.json',
        'data-consent': 'granted',
        'data-name': 'outlet',
        'data-backend': 'js',
        'data-worker-url': '/js/worker.js',
        'data-fallback': 'a  b',
        'data-adapters': 'ga4, json-ld',
        'data-item-key': 'sku',
        'data-layer': 'myLayer',
        'data-consent-signal': 'analytics_storage,ad_storage',
        'data-consent-from': 'cookiebot',
        'data-profile': 'customer-7',
        'data-guests': 'stored',
        'data-learning': '',
        'data-sealed': 'required',
        'data-item-id-pattern': '[0-9]+',
      }),
    );
    expect(options).toMatchObject({
      adapters: ['ga4', 'json-ld'],
      itemKey: 'sku',
      dataLayer: 'myLayer',
      consentSignal: ['analytics_storage', 'ad_storage'],
      consentFrom: ['cookiebot'],
    });
    expect({ ...shelfOptions(options) }).toEqual({
      pack: '/pack/pack.json',
      consent: 'granted',
      name: 'outlet',
      backend: 'js',
      workerUrl: '/js/worker.js',
      fallback: ['a', 'b'],
      profile: 'customer-7',
      guests: 'stored',
      learning: true,
      sealed: 'required',
      itemId: '[0-9]+',
    });
  });

  it.each([
    ['', true],
    ['true', true],
    ['false', false],
    ['required', 'required'],
    // What is no word of it is passed on, for `createShelf()` to say so.
    ['Required', 'Required'],
    ['yes', 'yes'],
  ])('ask for a sealed engine by data-sealed="%s": %s', (value, sealed) => {
    const options = readScriptOptions(tag({ 'data-pack': '/pack.json', 'data-sealed': value }));
    expect(shelfOptions(options).sealed).toBe(sealed);
  });

  it('say that lists do not learn by data-learning="false"', () => {
    const options = readScriptOptions(tag({ 'data-pack': '/pack.json', 'data-learning': 'false' }));
    expect(shelfOptions(options).learning).toBe(false);
  });

  it('may be left out: then all adapters are on, and consent is unknown', () => {
    expect({ ...readScriptOptions(tag({ 'data-pack': '/pack.json' })) }).toEqual({
      pack: '/pack.json',
      adapters: ALL,
      itemKey: 'id',
      dataLayer: 'dataLayer',
      consentSignal: ['personalization_storage'],
    });
  });

  it('with an invalid value are ignored, and the console reports that', () => {
    const options = readScriptOptions(tag({ 'data-consent': 'yes', 'data-adapters': 'ga4 ga5', 'data-item-key': 'ean' }));
    expect(options).not.toHaveProperty('consent');
    expect(options).toMatchObject({ adapters: ['ga4'], itemKey: 'id' });
    expect(console.warn).toHaveBeenCalledWith(expect.stringMatching(/"\w+" is ignored; use .*\[unknown-name\]/));
  });

  it('can switch the adapters off', () => {
    expect(readScriptOptions(tag({ 'data-adapters': '' })).adapters).toEqual([]);
  });
});

describe('the options of init', () => {
  const before = readScriptOptions(tag({ 'data-pack': '/a.json' }));

  it('override those of the tag, and unknown ones are passed on to be reported', () => {
    expect({ ...withInit(before, { pack: '/b.json', consent: undefined, workerURL: '/w.js' }) }).toMatchObject({
      pack: '/b.json',
      workerURL: '/w.js',
    });
  });

  it('override those attributes too that only the shelf needs', () => {
    const options = withInit(readScriptOptions(tag({ 'data-fallback': 'a b', 'data-worker-url': '/w.js' })), { fallback: ['c'] });
    expect({ ...shelfOptions(options) }).toEqual({ pack: '', fallback: ['c'], workerUrl: '/w.js' });
  });

  it('are the given ones, without members that another script added to every object', () => {
    const polluted = Object.prototype as unknown as Record<string, unknown>;
    const names = ['workerUrl', 'consent', 'name', 'adapters', 'fallback', 'recallConsent', 'itemKey', 'dataLayer', 'backend'];
    try {
      for (const name of names) polluted[name] = 'polluted';
      const options = withInit(readScriptOptions(tag({ 'data-pack': '/a.json' })), { pack: '/b.json' });
      expect(Object.getPrototypeOf(options)).toBeNull();
      expect(names.map((name) => (options as unknown as Record<string, unknown>)[name])).not.toContain('polluted');
      expect(options.adapters).toEqual(ALL);
    } finally {
      for (const name of names) delete polluted[name];
    }
  });

  it('include those of the tag, also if another script has added accessors to every object', () => {
    const names = ['consent', 'pack', 'workerUrl'];
    const swallowed: unknown[] = [];
    try {
      for (const name of names)
        Object.defineProperty(Object.prototype, name, { configurable: true, get: () => undefined, set: (value) => swallowed.push(value) });
      const options = readScriptOptions(tag({ 'data-consent': 'denied', 'data-pack': '/a.json', 'data-worker-url': 'w.js' }));
      expect([options.consent, options.pack, shelfOptions(options).workerUrl]).toEqual(['denied', '/a.json', 'w.js']);
      expect(withInit(options, { consent: 'granted' }).consent).toBe('granted');
      expect(swallowed).toEqual([]);
    } finally {
      for (const name of names) Reflect.deleteProperty(Object.prototype, name);
    }
  });

  it.each([
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw Symbol('no');
          },
        },
      ),
    ],
    [
      'a getter that throws',
      {
        get pack() {
          throw new Error('no');
        },
      },
    ],
    ['a text', 'pack'],
    ['nothing', null],
    ['adapters that are none', { adapters: 7 }],
  ])('from %s change nothing that matters, and throw nothing', (_what, given) => {
    expect(withInit(before, given)).toMatchObject({ pack: '/a.json', itemKey: 'id' });
  });
});
