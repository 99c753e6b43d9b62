import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const URL_OF_PACK = 'https://shop.example/pack/pack.json';
let page: EventTarget;
let failures: typeof import('../../src/pack/load/fetch-failure.js');

beforeEach(async () => {
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('origin', 'https://shop.example');
  vi.resetModules();
  failures = await import('../../src/pack/load/fetch-failure.js');
  failures.watchPolicies();
});
afterEach(() => void vi.unstubAllGlobals());

const refuse = (blockedURI: string, effectiveDirective = 'connect-src'): void =>
  void page.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { blockedURI, effectiveDirective }));
const failureOf = (url = URL_OF_PACK, isOwn = true) => failures.fetchFailure(url, isOwn, new TypeError('Failed to fetch'));

describe('a failed fetch', () => {
  it('is put down to a policy that refused it, also if that is told afterwards, or as an origin only', async () => {
    const failing = failureOf();
    refuse(URL_OF_PACK);
    expect(await failing).toMatchObject({ code: 'policy-refused', message: expect.stringContaining('connect-src') });
    refuse('https://cdn.example');
    expect(await failureOf('https://cdn.example/pack.json', false)).toMatchObject({ code: 'policy-refused' });
  });

  it('is not put down to a policy that refused something else', async () => {
    for (const other of ['inline', 'eval', '', 'https://shop.example/other.json']) refuse(other);
    expect(await failureOf()).toMatchObject({ code: 'pack-unreachable' });
  });

  it('without a network is told apart, but not before a policy', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    expect(await failureOf()).toMatchObject({ code: 'offline' });
    refuse(URL_OF_PACK);
    expect(await failureOf()).toMatchObject({ code: 'policy-refused' });
  });

  it('names the header that another host has to send, and keeps silent about it for the own one', async () => {
    expect((await failureOf('https://cdn.example/pack.json', false)).message).toContain(
      'Access-Control-Allow-Origin: https://shop.example',
    );
    expect((await failureOf()).message).not.toContain('Access-Control');
  });
});
