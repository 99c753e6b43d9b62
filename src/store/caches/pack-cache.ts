import type { PackStore } from '../../types/scoring/pack-store.js';
import type { Connection } from '../connection.js';

type Numbers = Readonly<Record<string, number>>;

/**
 * The pack cache in IndexedDB: manifests by address, files by digest. A pack is written in one transaction.
 *
 * @param connection to the database
 */
export function createPackCache(connection: Connection): PackStore {
  return {
    readManifest: async (url) => (await connection.run(({ database }) => database.get('manifests', url)))?.text,
    readFile: async (sha256) => {
      const buffer = await connection.run(({ database }) => database.get('files', sha256));
      return buffer === undefined ? undefined : new Uint8Array(buffer);
    },
    write: (url, text, named, files) =>
      connection.run(async ({ database }) => {
        const transaction = database.transaction(['manifests', 'files'], 'readwrite', { durability: 'relaxed' });
        const [manifests, stored] = [transaction.objectStore('manifests'), transaction.objectStore('files')];
        await manifests.put({ text, files: named }, url);
        for (const [sha256, bytes] of files) await stored.put(bytes.slice().buffer, sha256);
        const wanted = new Set((await manifests.getAll()).flatMap((manifest) => manifest.files));
        for (const key of await stored.getAllKeys()) if (!wanted.has(key)) await stored.delete(key);
        await transaction.done;
      }, 'write'),
    highestNumber: async (url) =>
      ((await connection.run(({ database }) => database.get('meta', 'numbers'))) as Numbers | undefined)?.[url] ?? 0,
    raiseNumber: (url, number) =>
      connection.run(async ({ database }) => {
        // One transaction: another tab may raise it too.
        const { store, done } = database.transaction('meta', 'readwrite');
        const numbers = (await store.get('numbers')) as Numbers | undefined;
        await store.put({ ...numbers, [url]: Math.max(numbers?.[url] ?? 0, number) }, 'numbers');
        await done;
      }, 'write'),
  };
}
