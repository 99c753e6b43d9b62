import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { webAddress } from '../../../src/elements/markup/web-address.js';

beforeAll(() => void Object.assign(globalThis, { document: { baseURI: 'https://shop.test/list/' } }));

describe('an address from a catalogue', () => {
  it('is resolved relative to the page', () => {
    expect(webAddress('https://shop.test/p/1?a=b#c')).toBe('https://shop.test/p/1?a=b#c');
    expect(webAddress('../p/1')).toBe('https://shop.test/p/1');
    expect(webAddress('http://elsewhere.test')).toBe('http://elsewhere.test/');
  });

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://shop.test/1',
    'http://',
    undefined,
  ])('that is none of the web is none: %j', (text) => {
    expect(webAddress(text)).toBeNull();
  });

  it('is an http or https address or none, for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `javascript:${text}`),
          fc.webUrl(),
        ),
        (text) => {
          const address = webAddress(text);
          expect(address === null || /^https?:/.test(address)).toBe(true);
        },
      ),
    );
  });
});
