import type { Page } from '@playwright/test';

/** What the browser's own inspector shows of an origin. */
export interface Inspected {
  /** Names of databases that are not in a bucket of their own. */
  readonly databases: readonly string[];
  /** Names of buckets; the browser's own has none. */
  readonly buckets: readonly string[];
  readonly caches: readonly string[];
  readonly localStorage: readonly string[];
  readonly sessionStorage: readonly string[];
  readonly cookies: readonly string[];
  /** Bytes of all kinds of storage, as the browser counts them. */
  readonly bytes: number;
  /** Web Locks that are held or waited for. */
  readonly locks: readonly (string | undefined)[];
  /** Workers that outlive a page. */
  readonly lasting: readonly string[];
}

/** What it shows of a page that stores nothing. */
export const NOTHING_INSPECTED: Inspected = {
  databases: [],
  buckets: [],
  caches: [],
  localStorage: [],
  sessionStorage: [],
  cookies: [],
  bytes: 0,
  locks: [],
  lasting: [],
};

/**
 * Looks at an origin's storage through the DevTools protocol, as DevTools' own panel does: nothing of the page is asked but for its locks.
 *
 * @param page of the origin, in Chromium
 * @see https://chromedevtools.github.io/devtools-protocol/tot/Storage/
 */
export async function inspectStorage(page: Page): Promise<Inspected> {
  const cdp = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await cdp.send('Page.getFrameTree');
    const { storageKey } = await cdp.send('Storage.getStorageKeyForFrame', { frameId: frameTree.frame.id });
    const buckets: string[] = [];
    cdp.on('Storage.storageBucketCreatedOrUpdated', ({ bucketInfo }) => buckets.push(bucketInfo.bucket.name ?? ''));
    await cdp.send('Storage.setStorageBucketTracking', { storageKey, enable: true });
    await cdp.send('DOMStorage.enable');
    const items = async (isLocalStorage: boolean): Promise<string[]> =>
      (await cdp.send('DOMStorage.getDOMStorageItems', { storageId: { storageKey, isLocalStorage } })).entries.map((entry) =>
        entry.join(' '),
      );
    const { usageBreakdown } = await cdp.send('Storage.getUsageAndQuota', { origin: new URL(page.url()).origin });
    const { targetInfos } = await cdp.send('Target.getTargets');
    const inspected = {
      databases: (await cdp.send('IndexedDB.requestDatabaseNames', { storageKey })).databaseNames,
      caches: (await cdp.send('CacheStorage.requestCacheNames', { storageKey })).caches.map(({ cacheName }) => cacheName),
      localStorage: await items(true),
      sessionStorage: await items(false),
      cookies: (await cdp.send('Storage.getCookies')).cookies.map(({ name }) => name),
      bytes: usageBreakdown.reduce((sum, { usage }) => sum + usage, 0),
      locks: await page.evaluate(async () => {
        const { held = [], pending = [] } = await navigator.locks.query();
        return [...held, ...pending].map(({ name }) => name);
      }),
      lasting: targetInfos.map(({ type }) => type).filter((type) => /shared|service/.test(type)),
    };
    return { ...inspected, buckets: [...new Set(buckets)].filter((name) => name !== '') };
  } finally {
    await cdp.detach();
  }
}
