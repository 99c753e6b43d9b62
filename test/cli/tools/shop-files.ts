import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'onshelf-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file and returns its path. */
export function put(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A feed with this number of items, `i0` onwards. */
export function smallFeed(items: number): string {
  const rows = Array.from({ length: items }, (_, item) => `i${item}\tItem ${item}\thttps://shop.example/${item}\t${item}.50 EUR`);
  return ['id\ttitle\tlink\tprice', ...rows].join('\n');
}

/** Shoppers in two camps: those with even numbers view even items, the others odd ones. */
export function smallLog(shoppers: number, items: number, events = 6): string {
  const rows: string[] = [];
  for (let shopper = 0; shopper < shoppers; shopper++) {
    for (let event = 0; event < events; event++) {
      const item = ((2 * (shopper * 7 + event * (1 + (shopper % 3)))) % items) + (shopper % 2);
      rows.push(`u${shopper},i${item % items},${1_700_000_000 + event * 3600},view_item`);
    }
  }
  return ['user_id,item_id,timestamp,event', ...rows].join('\n');
}

/** Every file of a folder with its bytes as text; manifests as they are. */
export function filesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name)).toString(name.endsWith('.json') ? 'utf8' : 'base64')]),
  );
}
