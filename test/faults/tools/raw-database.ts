import type { Page } from '@playwright/test';

/** Reads a number among the single records of the library's database, without the library; NaN if there is none. */
export async function readMeta(page: Page, key: string): Promise<number> {
  return page.evaluate(async (name) => {
    const { storageBuckets } = navigator as unknown as { storageBuckets?: { open(name: string): Promise<{ indexedDB: IDBFactory }> } };
    const factory = storageBuckets === undefined ? indexedDB : (await storageBuckets.open('onshelf-onshelf')).indexedDB;
    return new Promise<number>((resolve, reject) => {
      const opening = factory.open('onshelf');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const request = opening.result.transaction('meta').objectStore('meta').get(name);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          opening.result.close();
          resolve(request.result ?? Number.NaN);
        };
      };
    });
  }, key);
}

/** The shop's own data, written and read as a page does. */
export async function shopData(page: Page, write: boolean): Promise<unknown> {
  return page.evaluate(
    (writes) =>
      new Promise((resolve) => {
        const opening = indexedDB.open('shop', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('baskets');
        opening.onerror = () => resolve(opening.error?.name);
        opening.onsuccess = () => {
          const store = opening.result.transaction('baskets', 'readwrite').objectStore('baskets');
          const request = writes ? store.put('two tents', 'basket') : store.get('basket');
          store.transaction.oncomplete = () => {
            opening.result.close();
            resolve(request.result);
          };
        };
      }),
    write,
  );
}
