import { afterEach, describe, expect, it, vi } from 'vitest';
import { pageContext, referrerTexts } from '../../../src/client/calls/page-context.js';
import { withPageContext } from '../../../src/client/calls/with-page-context.js';
import { OnshelfError } from '../../../src/core/onshelf-error.js';
import type { PageContext } from '../../../src/types/results/page-context.js';

const SHOP = 'https://www.shop.example/p/1';

describe('the referrer of a page view', () => {
  it.each([
    ['', SHOP, ['direct']],
    ['https://www.google.de/', SHOP, ['search', 'google.de']],
    ['https://l.instagram.com/', SHOP, ['social', 'l.instagram.com']],
    ['https://t.co/abc', SHOP, ['social', 't.co']],
    ['https://mail.google.com/', SHOP, ['email', 'mail.google.com']],
    ['https://www.shop.example/tents', SHOP, ['internal', 'shop.example']],
    ['https://blog.example/', SHOP, ['other', 'blog.example']],
    ['', `${SHOP}?utm_source=June&utm_medium=email`, ['email', 'june']],
    ['', `${SHOP}?source=flyer`, ['other', 'flyer']],
    ['android-app://com.google', 'no address', ['other', 'com.google']],
    ['no address', SHOP, ['direct']],
  ])('%s at %s is %j', (referrer, address, texts) => {
    expect(referrerTexts(referrer, address)).toEqual(texts);
  });
});

describe('the device of a page', () => {
  afterEach(() => void vi.unstubAllGlobals());
  it.each([
    ['a mouse', [], 'desktop'],
    ['a finger on a small screen', ['coarse', 'max-device-width'], 'phone'],
    ['a finger on a large screen', ['coarse'], 'tablet'],
  ])('with %s is told by its class alone', (_what, matching, device) => {
    vi.stubGlobal('matchMedia', (query: string) => ({ matches: matching.some((part) => query.includes(part)) }));
    expect(pageContext().device).toBe(device);
  });

  it('without a window cannot be told', () => {
    expect(pageContext().device).toBe('');
  });
});

describe('a call', () => {
  const needed = new OnshelfError('context-needed', 'a rule names the device');
  const ask = (calls: (PageContext | undefined)[], isNeeded: boolean) => async (call: { readonly context?: PageContext }) => {
    calls.push(call.context);
    if (isNeeded && call.context?.device === undefined) throw needed;
    return 'a list';
  };

  it('is made once where no rule names what only the page knows: nothing of the page is read', async () => {
    const calls: (PageContext | undefined)[] = [];
    expect(await withPageContext({}, ask(calls, false))).toBe('a list');
    expect(calls).toEqual([undefined]);
  });

  it('is made again with what the page knows; what the call says counts', async () => {
    const calls: (PageContext | undefined)[] = [];
    expect(await withPageContext({ context: { item: 'tent-1', referrer: 'partner' } }, ask(calls, true))).toBe('a list');
    expect(calls[1]).toEqual({ item: 'tent-1', device: '', referrer: 'partner' });
  });

  it('fails as it did where it fails otherwise', async () => {
    const failing = withPageContext({}, () => Promise.reject(new OnshelfError('bad-argument', 'no')));
    await expect(failing).rejects.toMatchObject({ code: 'bad-argument' });
  });
});
