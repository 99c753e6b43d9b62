import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { BackingStore } from './shop-browser.js';

/** The folder of a profile in which each browser stores IndexedDB, and the pattern of the files in it. */
const FILES: Readonly<Record<BackingStore, readonly [folder: string, wanted: RegExp]>> = {
  leveldb: ['Default/IndexedDB', /(?<!LOCK|LOG|LOG\.old)$/],
  sqlite: ['Default/IndexedDB', /(?<!LOCK|LOG|LOG\.old)$/],
  firefox: ['storage/default', /\/idb\//],
  webkit: ['data', /\/IndexedDB\/.*\.sqlite3/],
};

/** Chromium only: the folder of a storage bucket. */
const BUCKET_FILES = ['Default/WebStorage', /IndexedDB.*(?<!LOCK|LOG|LOG\.old)$/] as const;

/** Files in which IndexedDB stores data: of the origin's default bucket, or of the library's own if the browser has buckets. */
export function backingFiles(profile: string, backing: BackingStore, where: 'default' | 'own'): string[] {
  const chromium = backing === 'leveldb' || backing === 'sqlite';
  const [folder, wanted] = where === 'own' && chromium ? BUCKET_FILES : FILES[backing];
  const root = join(profile, folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name))
    .filter((path) => statSync(path).isFile() && wanted.test(`/${relative(profile, path)}`));
}

/** Damages a backing store so that it does not open: LevelDB without its MANIFEST, SQLite without its header. */
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
