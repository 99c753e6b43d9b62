import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { BackingStore } from './shop-browser.js';

/** Under which folder of a profile each browser keeps IndexedDB's data, and which of the files there it is. */
const FILES: Readonly<Record<BackingStore, readonly [folder: string, wanted: RegExp]>> = {
  leveldb: ['Default/IndexedDB', /(?<!LOCK|LOG|LOG\.old)$/],
  sqlite: ['Default/IndexedDB', /(?<!LOCK|LOG|LOG\.old)$/],
  firefox: ['storage/default', /\/idb\//],
  webkit: ['data', /\/IndexedDB\/.*\.sqlite3/],
};

/** Of Chromium only: that of a storage bucket. */
const BUCKET_FILES = ['Default/WebStorage', /IndexedDB.*(?<!LOCK|LOG|LOG\.old)$/] as const;

/** Files in which IndexedDB keeps data: of the origin's default bucket, or of the library's own where the browser has such. */
export function backingFiles(profile: string, backing: BackingStore, where: 'default' | 'own'): string[] {
  const chromium = backing === 'leveldb' || backing === 'sqlite';
  const [folder, wanted] = where === 'own' && chromium ? BUCKET_FILES : FILES[backing];
  const root = join(profile, folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name))
    .filter((path) => statSync(path).isFile() && wanted.test(`/${relative(profile, path)}`));
}

/** Makes a backing store one that does not open: LevelDB without its MANIFEST, SQLite without its header. */
export function breakFiles(paths: readonly string[]): void {
  for (const path of paths) {
    if (/MANIFEST-\d+$/.test(path)) rmSync(path);
    else if (!path.includes('leveldb')) {
      const bytes = readFileSync(path);
      bytes.fill(0x5a, 0, Math.min(4096, bytes.length));
      writeFileSync(path, bytes);
    }
  }
}
