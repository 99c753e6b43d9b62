import '../../fixtures/page-globals.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { storedDoubt } from '../../../src/client/consent/stored-doubt.js';
import { openLocalNotes } from '../../../src/store/place/local-notes.js';
import type { ConsentReceipt } from '../../../src/types/privacy/consent-receipt.js';
import type { ShelfOptions } from '../../../src/types/shelf.js';

const notebook = openLocalNotes('shop');
const receipt = (by: ConsentReceipt['by'], version: string): ConsentReceipt => ({
  state: 'granted',
  at: 1,
  by,
  banners: [],
  policy: { version },
});
const doubt = (options: Partial<ShelfOptions>) => storedDoubt(options, { notebook })?.code ?? null;

beforeEach(() => localStorage.clear());
afterEach(() => void vi.unstubAllGlobals());

describe('a stored consent, where each policy needs one,', () => {
  const renewing = (version: string, renews = true) => ({ policy: { version, renews } });

  it('is not recalled under another version, and none without a receipt is', () => {
    notebook.write({ since: 5 });
    expect(doubt(renewing('2'))).toBe('policy-changed');
    notebook.write({ receipt: receipt('shopper', '1') });
    expect(doubt(renewing('2'))).toBe('policy-changed');
  });

  it('is recalled under its own version, and under any where the page does not ask for renewal', () => {
    notebook.write({ since: 5, receipt: receipt('shopper', '1') });
    expect(doubt(renewing('1'))).toBe(null);
    expect(doubt({ policy: { version: 1 as never, renews: true } })).toBe(null);
    expect(doubt(renewing('2', false))).toBe(null);
  });

  it('raises no doubt where nothing is stored', () => {
    expect(doubt(renewing('2'))).toBe(null);
  });
});

describe.each([
  ['Global Privacy Control', { globalPrivacyControl: true }, 'privacy-control'],
  ['Do Not Track', { doNotTrack: '1' }, 'privacy-control'],
  ['neither', { doNotTrack: null }, null],
])('a stored consent, where the browser sends %s,', (_signal, navigator, code) => {
  beforeEach(() => void vi.stubGlobal('navigator', navigator));
  const honours = { honourPrivacyControl: 'storage' } as const;

  it(`is ${code ? 'not ' : ''}recalled if it was the page's, and the page honours it`, () => {
    notebook.write({ since: 5, receipt: receipt('page', '1') });
    expect(doubt(honours)).toBe(code);
    notebook.write({ receipt: null as never });
    expect(doubt(honours)).toBe(code);
  });

  it('is recalled if it was the shopper’s own, or the page leaves it to the consent', () => {
    notebook.write({ since: 5, receipt: receipt('shopper', '1') });
    expect(doubt(honours)).toBe(null);
    notebook.write({ receipt: receipt('page', '1') });
    expect(doubt({})).toBe(null);
  });
});
