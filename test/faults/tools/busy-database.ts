import type { Page } from '@playwright/test';

declare global {
  /** Ends the transactions of this page. */
  var letGo: () => void;
}

/** Keeps a write transaction open on every database of the library, like a tab whose code is stuck in one. */
export async function keepBusy(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { storageBuckets } = navigator as unknown as { storageBuckets?: { open(name: string): Promise<{ indexedDB: IDBFactory }> } };
    const factory = storageBuckets === undefined ? indexedDB : (await storageBuckets.open('onshelf-onshelf')).indexedDB;
    let held = true;
    globalThis.letGo = () => {
      held = false;
    };
    await new Promise<void>((resolve, reject) => {
      const opening = factory.open('onshelf');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        const store = database.transaction([...database.objectStoreNames], 'readwrite').objectStore('meta');
        const again = (): void => {
          if (held) store.get('busy').onsuccess = again;
          else database.close();
        };
        again();
        resolve();
      };
    });
  });
}
