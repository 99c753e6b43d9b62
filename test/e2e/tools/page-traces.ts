import type { Page } from '@playwright/test';

/** Everything that a page can store on a device. */
export async function traces(page: Page): Promise<typeof NOTHING> {
  return page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map((database) => database.name),
    localStorage: Object.entries(localStorage).map(([key, value]) => `${key} ${value.replace(/\d+$/, 'TIME')}`),
    buckets: await (navigator as unknown as { storageBuckets: { keys(): Promise<string[]> } }).storageBuckets.keys(),
    sessionStorage: sessionStorage.length,
    caches: await caches.keys(),
    cookies: document.cookie,
  }));
}

/** The traces of a page that stored nothing. */
export const NOTHING = {
  databases: [] as (string | undefined)[],
  buckets: [] as string[],
  localStorage: [] as string[],
  sessionStorage: 0,
  caches: [] as string[],
  cookies: '',
};
/** After a refusal by the shopper: the refusal itself, so that it applies on later visits, and nothing else. */
export const REFUSAL = { ...NOTHING, localStorage: ['onshelf-refusal:onshelf denied TIME'] };
