import '../../fixtures/page-globals.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { createConsentStore } from '../../../src/client/consent/consent-state.js';
import { consentReceipt, keepReceipt, type ReceiptParts } from '../../../src/client/consent/keep-receipt.js';
import { noteRefusal } from '../../../src/core/page/refusal-note.js';
import { openLocalNotes } from '../../../src/store/place/local-notes.js';
import type { Consent } from '../../../src/types/consent.js';

const KEY = 'onshelf:shop';
const NEW = { version: '2', hash: 'sha256-b', url: 'https://shop.example/privacy' };

/** A page of the shop, with this consent. */
function openPage(state: Consent, options: ReceiptParts['options'] = {}): ReceiptParts {
  const consent = createConsentStore();
  consent.dispatch({ kind: 'apply', consent: state });
  const notebook = openLocalNotes('shop');
  if (state === 'granted') notebook.write({ since: 5 });
  return { name: 'shop', consent, storage: { notebook }, options };
}
const made = (state: Consent, at: number, by: 'shopper' | 'page' = 'page', policy?: unknown) => ({ state, at, by, policy });

beforeEach(() => localStorage.clear());

describe('the receipt of a consent', () => {
  it('says what was consented to, when, and who said so, on later pages too', () => {
    keepReceipt(openPage('granted', { policy: NEW }), made('granted', 10, 'shopper'));
    expect(consentReceipt(openPage('granted'))).toEqual({ state: 'granted', at: 10, by: 'shopper', banners: [], policy: NEW });
  });

  it('names the banners that a page spoke for, and none for the shopper’s own act', () => {
    const consentHeard = () => ({ banners: [{ name: 'cookiebot' }] }) as never;
    const page = openPage('granted', { consentHeard });
    keepReceipt(page, made('granted', 10));
    expect(consentReceipt(page)?.banners).toEqual(['cookiebot']);
    keepReceipt(page, made('granted', 20, 'shopper'));
    expect(consentReceipt(page)?.banners).toEqual([]);
  });

  it('stays when a page repeats it, and is another one for another policy or the shopper’s own act', () => {
    keepReceipt(openPage('granted'), made('granted', 10, 'page', { version: '1' }));
    keepReceipt(openPage('granted'), made('granted', 20, 'page', { version: 1 }));
    expect(consentReceipt(openPage('granted'))?.at).toBe(10);
    keepReceipt(openPage('granted'), made('granted', 30, 'page', NEW));
    expect(consentReceipt(openPage('granted'))).toMatchObject({ at: 30, policy: NEW });
    keepReceipt(openPage('granted'), made('granted', 40, 'shopper', NEW));
    expect(consentReceipt(openPage('granted'))).toMatchObject({ at: 40, by: 'shopper' });
  });

  it('is not written after the consent was erased, or the shelf closed', () => {
    const page = openPage('granted');
    localStorage.clear();
    keepReceipt(page, made('granted', 10));
    page.consent.dispatch({ kind: 'close', closed: true });
    page.storage.notebook.write({ since: 5 });
    keepReceipt(page, made('granted', 20, 'shopper'));
    expect(page.storage.notebook.read()).toEqual({ since: 5 });
  });

  it('of a refusal is in memory only, and later what its note tells', () => {
    const page = openPage('denied', { policy: NEW });
    keepReceipt(page, made('denied', 10, 'shopper'));
    expect(consentReceipt(page)).toMatchObject({ state: 'denied', policy: NEW });
    expect(localStorage.length).toBe(0);
    expect(consentReceipt(openPage('denied'))).toBe(null);
    noteRefusal('shop', { word: 'denied', at: 10 });
    expect(consentReceipt(openPage('denied'))).toEqual({ state: 'denied', at: 10, by: 'shopper', banners: [], policy: null });
  });

  it('is not kept of a decision that did not come about, and not before consent', () => {
    keepReceipt(openPage('unknown'), made('granted', 10));
    keepReceipt(openPage('unknown'), made('unknown', 10));
    expect(localStorage.length).toBe(0);
    expect(consentReceipt(openPage('unknown'))).toBe(null);
  });

  it.each([
    '{"receipt":7}',
    '{"receipt":{"state":"granted","at":"x","by":"page"}}',
    '{"receipt":{"state":"denied","at":1,"by":"page"}}',
    '{',
  ])('is none where something else wrote %s', (text) => {
    localStorage.setItem(KEY, text);
    expect(consentReceipt(openPage('granted'))).toBe(null);
  });

  it('names no policy where its version is missing', () => {
    const page = openPage('granted');
    keepReceipt(page, made('granted', 10, 'page', { url: 'https://shop.example' }));
    expect(consentReceipt(page)?.policy).toBe(null);
  });
});
