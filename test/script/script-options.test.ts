import { describe, expect, it } from 'vitest';
import { readScriptOptions } from '../../src/script/script-options.js';

describe('the attributes of the tag', () => {
  it('set everything up', () => {
    expect(
      readScriptOptions({
        pack: '/pack/pack.json',
        consent: 'granted',
        name: 'outlet',
        backend: 'js',
        workerUrl: '/js/worker.js',
        fallback: 'a  b',
        adapters: 'ga4 json-ld',
        itemKey: 'sku',
        layer: 'myLayer',
      }),
    ).toEqual({
      pack: '/pack/pack.json',
      consent: 'granted',
      name: 'outlet',
      backend: 'js',
      workerUrl: '/js/worker.js',
      fallback: ['a', 'b'],
      adapters: ['ga4', 'json-ld'],
      itemKey: 'sku',
      dataLayer: 'myLayer',
    });
  });

  it('may be left out: then all that a page says is heard, and nothing is known of consent', () => {
    expect(readScriptOptions({ pack: '/pack.json' })).toEqual({
      pack: '/pack.json',
      adapters: ['ga4', 'segment', 'shopify', 'json-ld', 'attributes'],
      itemKey: 'id',
      dataLayer: 'dataLayer',
    });
  });

  it('with a consent that is none say nothing of it', () => {
    expect(readScriptOptions({ consent: 'yes' })).not.toHaveProperty('consent');
  });

  it('can switch the adapters off', () => {
    expect(readScriptOptions({ adapters: '' }).adapters).toEqual([]);
  });
});
