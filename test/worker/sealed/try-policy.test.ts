import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tryPolicy } from '../../../src/worker/sealed/inside/try-policy.js';
import { SEALED_POLICY } from '../../../src/worker/sealed/sealed-policy.js';

let asked: string[] = [];
let violate: (policy: string) => void = () => {};

/** A worker whose connections go as told: `data` for addresses that never leave, `own` for the page's origin. */
function workerThat({ data, own, connect = () => {} }: { data: boolean; own: boolean; connect?: () => void }, policy: string | null): void {
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    if (url.startsWith('data:') ? data : own) return new Response('');
    if (policy !== null) setTimeout(() => violate(policy));
    throw new TypeError('Failed to fetch');
  });
  vi.stubGlobal(
    'EventSource',
    class {
      constructor(url: string) {
        asked.push(url);
        connect();
      }
      close(): void {}
    },
  );
}

beforeEach(() => {
  asked = [];
  vi.stubGlobal('origin', 'https://shop.example');
  vi.stubGlobal('location', { origin: 'https://shop.example' });
  vi.stubGlobal('addEventListener', (_type: string, listener: (event: object) => void) => {
    violate = (originalPolicy) => listener({ originalPolicy });
  });
  vi.stubGlobal('removeEventListener', () => {});
});
afterEach(() => vi.unstubAllGlobals());

it('a worker whose policy refuses connections, as the event of that policy says, is sealed', async () => {
  workerThat({ data: false, own: false }, SEALED_POLICY);
  expect(await tryPolicy()).toBeNull();
  expect(asked).toEqual(['data:,', 'https://shop.example/']);
});

it('where a browser sends no such event, the error of a connection that is made without a request tells', async () => {
  const connect = (): void => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  workerThat({ data: false, own: false, connect }, null);
  expect(await tryPolicy()).toBeNull();
});

it('a worker without a policy sends nothing off the device before that is known', async () => {
  workerThat({ data: true, own: true }, null);
  expect(await tryPolicy()).toContain('was not refused');
  expect(asked).toEqual(['data:,']);
});

it('a policy of the page that allows its own origin is not enough', async () => {
  workerThat({ data: false, own: true }, "connect-src 'self'");
  expect(await tryPolicy()).toContain('https://shop.example/ was not refused');
});

it('a device without a network does not look sealed', async () => {
  workerThat({ data: false, own: false }, "connect-src 'self'");
  expect(await tryPolicy()).toContain('nothing tells');
});
