import type { PackStore } from '../types/pack-store.js';
import type { Database } from './database.js';

/**
 * The pack cache in IndexedDB: manifests by address, files by digest.
 *
 * @param open gives the open database
 */
export function createPackCache(open: () => Promise<Database>): PackStore {
  return {
    readManifest: async (url) => (await (await open()).get('manifests', url))?.text,
    readFile: async (sha256) => {
      const buffer = await (await open()).get('files', sha256);
      return buffer === undefined ? undefined : new Uint8Array(buffer);
    },
    write: async (url, text, named, files) => {
      const database = await open();
      const transaction = database.transaction(['manifests', 'files'], 'readwrite', { durability: 'relaxed' });
      const [manifests, stored] = [transaction.objectStore('manifests'), transaction.objectStore('files')];
      await manifests.put({ text, files: named }, url);
      for (const [sha256, bytes] of files) await stored.put(bytes.slice().buffer, sha256);
      const wanted = new Set((await manifests.getAll()).flatMap((manifest) => manifest.files));
      for (const key of await stored.getAllKeys()) if (!wanted.has(key)) await stored.delete(key);
      await transaction.done;
    },
  };
}
