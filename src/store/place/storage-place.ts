import type { StoragePlace } from '../../types/storage.js';

/** The parts of the Storage Buckets API that are used; TypeScript's library does not know it yet. */
interface StorageBucketManager {
  open(name: string, options: { durability: 'relaxed'; persisted: boolean; quota: number }): Promise<{ readonly indexedDB: IDBFactory }>;
  keys(): Promise<string[]>;
  delete(name: string): Promise<void>;
}

/** Quota of a shop's bucket in bytes, pack and log together; separate from the quota of the shop's own data. */
const BUCKET_QUOTA = 512 * 2 ** 20;

function buckets(): StorageBucketManager | undefined {
  return (globalThis.navigator as { storageBuckets?: StorageBucketManager } | undefined)?.storageBuckets;
}

/**
 * The places for a shop's database, best first. A bucket of its own has its own quota and backing store, and is not affected by a fault of the
 * page's storage. The last place is for a database that can neither be opened nor deleted.
 *
 * @param name the shop's name on this origin
 * @see https://wicg.github.io/storage-buckets/
 */
export function storagePlaces(name: string): StoragePlace[] {
  const plain = [name, `${name}~2`].map((database) => ({ bucket: null, database }));
  return buckets() === undefined ? plain : [{ bucket: bucketName(name), database: name }, ...plain];
}

/** Bucket names consist of lower-case letters, digits, `-` and `_`, maximum 64 characters. */
function bucketName(name: string): string {
  return `onshelf-${name.replace(/[^a-z0-9-]/g, (letter) => `_${letter.charCodeAt(0).toString(36)}`)}`.slice(0, 64);
}

/**
 * The IndexedDB factory of a place. Creates the bucket if it is missing.
 *
 * @throws DOMException `SecurityError` in an opaque origin
 */
export async function factoryOf(place: StoragePlace): Promise<IDBFactory> {
  if (place.bucket === null) return indexedDB;
  // Places with a bucket exist only in browsers with Storage Buckets.
  const manager = buckets() as StorageBucketManager;
  return (await manager.open(place.bucket, { durability: 'relaxed', persisted: false, quota: BUCKET_QUOTA })).indexedDB;
}

/** Whether the place has a database; false if the browser cannot tell. */
export async function placeExists(place: StoragePlace): Promise<boolean> {
  return (await placeState(place)) === true;
}

/** Whether the place has a database, without opening it, which would create it. Null if the browser cannot tell. */
export async function placeState(place: StoragePlace): Promise<boolean | null> {
  // In an opaque origin Chromium throws, and leaves a rejected promise that cannot be caught.
  if (globalThis.origin === 'null') return false;
  try {
    if (place.bucket !== null) return (await buckets()?.keys())?.includes(place.bucket) ?? false;
    return (await indexedDB.databases()).some((database) => database.name === place.database);
  } catch {
    return null;
  }
}

/** Deletes a place with everything in it. Other connections to a database must close first; those to a bucket are closed by the browser. */
export async function deletePlace(place: StoragePlace): Promise<void> {
  if (place.bucket !== null) return buckets()?.delete(place.bucket);
  await resultOf(indexedDB.deleteDatabase(place.database));
}

/** The result of a request, as a promise. Erasing needs no more than this, so it needs no file to be loaded. */
export function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
