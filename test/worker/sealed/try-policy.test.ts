import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tryPolicy } from '../../../src/worker/sealed/inside/try-policy.js';
import { SEALED_POLICY } from '../../../src/worker/sealed/sealed-policy.js';

const OWN = 'https://shop.example/';
let asked: unknown[] = [];
let violate: (policy: string) => void = () => {};

/** What a worker of a browser does with connections. */
interface Connections {
  /** Whether the cache answers. */
  readonly isCached?: boolean;
  /** What the event of a refusal names, and how many milliseconds later; null: no event comes. */
  readonly policy: string | null;
  readonly after?: number;
  /** What opening a connection does. */
  readonly open?: () => void;
}

function workerWith({ isCached = false, policy, after = 0, open = () => {} }: Connections): void {
  vi.stubGlobal('fetch', async (url: string, { cache }: RequestInit) => {
    asked.push([url, cache]);
    if (isCached) return new Response('');
    if (policy !== null) setTimeout(() => violate(policy), after);
    throw new TypeError('Failed to fetch');
  });
  vi.stubGlobal(
    'EventSource',
    class {
      constructor(url: string) {
        asked.push(url);
        open();
      }
      close(): void {}
    },
  );
}

/** The verdict, without waiting for it. */
async function verdict(): Promise<string | null> {
  const found = tryPolicy();
  await vi.advanceTimersByTimeAsync(5000);
  return found;
}

beforeEach(() => {
  asked = [];
  vi.useFakeTimers();
  vi.stubGlobal('origin', 'https://shop.example');
  vi.stubGlobal('location', { origin: 'https://shop.example' });
  vi.stubGlobal('addEventListener', (_type: string, listener: (event: object) => void) => {
    violate = (originalPolicy) => listener({ originalPolicy });
  });
  vi.stubGlobal('removeEventListener', () => {});
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('a worker whose policy refuses a connection, as the event of that policy says, is sealed; only the cache was asked', async () => {
  workerWith({ policy: SEALED_POLICY });
  expect(await verdict()).toBeNull();
  expect(asked).toEqual([[OWN, 'only-if-cached']]);
});

it('so it is on a busy device, where the event comes late', async () => {
  workerWith({ policy: SEALED_POLICY, after: 1500 });
  expect(await verdict()).toBeNull();
});

it('where a browser sends no such event, the error of opening a connection tells', async () => {
  const open = (): void => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  workerWith({ policy: null, open });
  expect(await verdict()).toBeNull();
});

it('another error of opening one tells nothing', async () => {
  const open = (): void => {
    throw new TypeError('EventSource is broken');
  };
  workerWith({ policy: null, open });
  expect(await verdict()).toBe('EventSource is broken');
});

it('a worker that the cache answers is open, and sends nothing', async () => {
  workerWith({ isCached: true, policy: null });
  expect(await verdict()).toContain(`${OWN} was not refused`);
  expect(asked.length).toBe(1);
});

it.each([
  ['a refusal by the page’s own policy', "connect-src 'self'"],
  ['a device without a network', null],
])('%s does not look sealed', async (_what, policy) => {
  workerWith({ policy });
  expect(await verdict()).toContain('nothing tells');
});
