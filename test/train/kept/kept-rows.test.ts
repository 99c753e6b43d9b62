import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KeptRows } from '../../../src/train/kept/kept-rows.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';

const root = temporaryFolder();
let parents = 0;
const newParent = (): string => {
  const parent = join(root, `parent ${++parents}`);
  mkdirSync(parent);
  return parent;
};
const input = put(root, 'day.csv', 'user_id,item_id\n');
const write =
  (text: string) =>
  async (path: string): Promise<void> =>
    writeFileSync(path, text);

describe('rows of a file that was read', () => {
  it('are found by a later build, with what else was known', async () => {
    const parent = newParent();
    const first = new KeptRows({ parent });
    const key = await first.keyOf(input, { mapped: {} });
    expect(first.find(key)).toBe(null);
    await first.keep(key, { rows: 3, at: Float64Array.of(1, 2) }, write('rows'));
    expect(first.report()).toMatchObject({ reused: 0, read: 1, failure: null });
    const second = new KeptRows({ parent });
    expect(second.find(await second.keyOf(input, { mapped: {} }))).toEqual({
      rows: join(parent, 'onshelf-kept-rows', `${key}.parquet`),
      facts: { rows: 3, at: Float64Array.of(1, 2) },
    });
    expect(second.report()).toMatchObject({ reused: 1, read: 0 });
  });

  it('have another key where the bytes of the file or anything decisive differs', async () => {
    const kept = new KeptRows({ parent: newParent() });
    const other = put(root, 'other.csv', 'user_id,item_id\nu,i\n');
    const copy = put(root, 'copy.csv', 'user_id,item_id\n');
    const keys = [await kept.keyOf(input, 1), await kept.keyOf(input, 2), await kept.keyOf(other, 1)];
    expect(new Set(keys).size).toBe(3);
    expect(await kept.keyOf(copy, 1)).toBe(keys[0]);
  });

  it('are in a folder that only this user can enter, also where it was open', async () => {
    const parent = newParent();
    mkdirSync(join(parent, 'onshelf-kept-rows'), { mode: 0o777 });
    chmodSync(join(parent, 'onshelf-kept-rows'), 0o777);
    const kept = new KeptRows({ parent });
    const key = await kept.keyOf(input, 1);
    await kept.keep(key, {}, write('rows'));
    expect(statSync(join(parent, 'onshelf-kept-rows')).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(join(parent, 'onshelf-kept-rows')))
      expect(statSync(join(parent, 'onshelf-kept-rows', name)).mode & 0o777).toBe(0o600);
  });

  it('are not used where a file of them is incomplete, and are kept anew', async () => {
    const parent = newParent();
    const kept = new KeptRows({ parent });
    const key = await kept.keyOf(input, 1);
    for (const spoil of ['parquet', 'facts']) {
      await kept.keep(key, {}, write('rows'));
      expect(new KeptRows({ parent }).find(key)).not.toBe(null);
      writeFileSync(join(parent, 'onshelf-kept-rows', `${key}.${spoil}`), 'ro');
      expect(new KeptRows({ parent }).find(key)).toBe(null);
    }
  });

  it('are ignored by a fresh build, and neither read nor written where keeping is off', async () => {
    const parent = newParent();
    const kept = new KeptRows({ parent });
    const key = await kept.keyOf(input, 1);
    await kept.keep(key, {}, write('rows'));
    expect(new KeptRows({ parent, fresh: true }).find(key)).toBe(null);
    const elsewhere = newParent();
    const off = new KeptRows({ parent: elsewhere, off: true });
    expect(off.find(key)).toBe(null);
    await off.keep(key, {}, write('rows'));
    expect([off.report(), readdirSync(elsewhere)]).toEqual([{ folder: null, reused: 0, read: 1, failure: null }, []]);
  });

  it('are removed when no build has used them for a month', async () => {
    const parent = newParent();
    const kept = new KeptRows({ parent });
    const keys = [await kept.keyOf(input, 1), await kept.keyOf(input, 2)];
    for (const key of keys) await kept.keep(key, {}, write('rows'));
    const long = new Date(Date.now() - 31 * 86_400_000);
    for (const name of readdirSync(join(parent, 'onshelf-kept-rows'))) utimesSync(join(parent, 'onshelf-kept-rows', name), long, long);
    // This one is used once more just before.
    kept.find(keys[0]);
    const later = new KeptRows({ parent });
    expect(later.find(keys[0])).not.toBe(null);
    expect(existsSync(join(parent, 'onshelf-kept-rows', `${keys[1]}.parquet`))).toBe(false);
  });

  it('that cannot be kept are reported once, with the reason, and the build goes on', async () => {
    const parent = newParent();
    symlinkSync(root, join(parent, 'onshelf-kept-rows'));
    const planted = new KeptRows({ parent });
    expect(planted.find('0'.repeat(40))).toBe(null);
    await planted.keep('0'.repeat(40), {}, write('rows'));
    expect(planted.report().failure).toMatch(/is a link, or belongs to another user/);
    const failing = new KeptRows({ parent: newParent() });
    await failing.keep('0'.repeat(40), {}, () => Promise.reject(new Error('the disk is full')));
    expect(failing.report().failure).toMatch(/the disk is full/);
    expect(readdirSync(failing.folder ?? '')).toEqual([]);
  });
});
