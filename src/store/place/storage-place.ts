import type { StoragePlace } from '../../types/storage.js';

/** The parts of the Storage Buckets API that are used; TypeScript's library does not know it yet. */
interface StorageBucketManager {
  open(name: string, options: { durability: 'relaxed'; persisted: boolean; quota: number }): Promise<{ readonly indexedDB: IDBFactory }>;
  keys(): Promise<string[]>;
  delete(name: string): Promise<void>;
}

/** Bytes a shop's bucket may take, pack and log together: its own, so that it can never fill up the shop's. */
const BUCKET_QUOTA = 512 * 2 ** 20;

function buckets(): StorageBucketManager | undefined {
  return (globalThis.navigator as { storageBuckets?: StorageBucketManager } | undefined)?.storageBuckets;
}

/**
 * Where a shop's database may lie, best first. In a bucket of its own it has its own quota and backing store: what breaks
 * the page's storage leaves it alone. The last is for a database that can neither be opened nor deleted.
 *
 * @param name the shop's name on this origin
 * @see https://wicg.github.io/storage-buckets/
 */
export function storagePlaces(name: string): StoragePlace[] {
  const plain = [name, `${name}~2`].map((database) => ({ bucket: null, database }));
  return buckets() === undefined ? plain : [{ bucket: bucketName(name), database: name }, ...plain];
}

/** Bucket names hold lower-case letters, digits, `-` and `_`, at most 64 of them. */
function bucketName(name: string): string {
  return `onshelf-${name.replace(/[^a-z0-9-]/g, (letter) => `_${letter.charCodeAt(0).toString(36)}`)}`.slice(0, 64);
}

/**
 * The factory of a place. Creates the bucket where it is missing.
 *
 * @throws DOMException `SecurityError` in an opaque origin
 */
export async function factoryOf(place: StoragePlace): Promise<IDBFactory> {
  if (place.bucket === null) return indexedDB;
  // Places with a bucket are named only where there are buckets.
  const manager = buckets() as StorageBucketManager;
  return (await manager.open(place.bucket, { durability: 'relaxed', persisted: false, quota: BUCKET_QUOTA })).indexedDB;
}

/** Is there something in this place? False where the browser cannot tell. */
export async function placeExists(place: StoragePlace): Promise<boolean> {
  return (await placeState(place)) === true;
}

/** Is there something in this place? Asked before consent is known, since opening would create it. Null where the browser cannot tell. */
export async function placeState(place: StoragePlace): Promise<boolean | null> {
  // Chromium, asked where nobody may store, throws and leaves a promise behind that is rejected, which nobody can catch.
  if (globalThis.origin === 'null') return false;
  try {
    if (place.bucket !== null) return (await buckets()?.keys())?.includes(place.bucket) ?? false;
    return (await indexedDB.databases()).some((database) => database.name === place.database);
  } catch {
    return null;
  }
}

/** Takes a place away with everything in it. Other connections to a database must close first; those to a bucket are closed. */
export async function deletePlace(place: StoragePlace): Promise<void> {
  if (place.bucket !== null) return buckets()?.delete(place.bucket);
  await resultOf(indexedDB.deleteDatabase(place.database));
}

/** What a request gives, as a promise. What takes away works with it alone: no part that has to be loaded first. */
export function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
