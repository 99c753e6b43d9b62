import '../../fixtures/page-globals.js';
import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { deletePlace, placeExists, storagePlaces } from '../../../src/store/place/storage-place.js';

const given = Object.getOwnPropertyDescriptor(globalThis, 'navigator') as PropertyDescriptor;

afterEach(() => Object.defineProperty(globalThis, 'navigator', given));

function withBuckets(): void {
  Object.defineProperty(globalThis, 'navigator', { value: { storageBuckets: {} }, configurable: true });
}

describe('the places of a shop', () => {
  it('are two databases, and a bucket before them if the browser has buckets', () => {
    const plain = [
      { bucket: null, database: 'shop' },
      { bucket: null, database: 'shop~2' },
    ];
    expect(storagePlaces('shop')).toEqual(plain);
    withBuckets();
    expect(storagePlaces('shop')).toEqual([{ bucket: 'onshelf-shop', database: 'shop' }, ...plain]);
  });

  it('have buckets with valid and distinct names, whatever the shop is called', () => {
    withBuckets();
    const names = ['Shop', 'shop', 'größe & maß', 'a b', 'a_b', 'x'.repeat(200)].map((name) => storagePlaces(name)[0].bucket as string);
    for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9_-]{0,63}$/);
    expect(new Set(names).size).toBe(names.length);
  });

  it('are inspected without being created, and are gone when deleted', async () => {
    const [place] = storagePlaces('looked-at');
    expect(await placeExists(place)).toBe(false);
    expect(await placeExists(place)).toBe(false);
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open('looked-at');
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
    expect(await placeExists(place)).toBe(true);
    await deletePlace(place);
    expect(await placeExists(place)).toBe(false);
  });
});
