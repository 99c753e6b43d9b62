import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/core/time/day.js';
import { digestFile, FileDigests } from '../../../src/train/kept/file-digests.js';
import { readCheckpoint, writeCheckpoint } from '../../../src/train/progress/checkpoint-file.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';

const folder = temporaryFolder();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const index = (name: string): string => {
  mkdirSync(join(folder, name));
  return join(folder, name);
};

/** A file whose last change is over, as far as the clock of digests is concerned. */
async function settled(path: string): Promise<void> {
  while (Date.now() - statSync(path).ctimeMs <= 3100) await new Promise((done) => setTimeout(done, 100));
}

describe('the digest of a file', () => {
  it('is its SHA-256', async () => {
    const path = put(folder, 'a.csv', 'a,b\n1,2\n');
    expect(await digestFile(path)).toBe(sha256('a,b\n1,2\n'));
    expect(await new FileDigests(null).of(path)).toBe(sha256('a,b\n1,2\n'));
  });

  it('is used again while nothing about the file has changed, and made again where anything has', async () => {
    const place = index('used again');
    const path = put(folder, 'log.csv', 'one');
    await settled(path);
    const first = new FileDigests(place);
    expect(await first.of(path)).toBe(sha256('one'));
    first.save(DAY_MS);

    // The index is believed: this is what a later build trusts.
    const entries = readCheckpoint(join(place, 'digests')) as Record<string, { sha256: string }>;
    const [[name, entry]] = Object.entries(entries);
    writeCheckpoint(join(place, 'digests'), { [name]: { ...entry, sha256: 'f'.repeat(64) } });
    expect(await new FileDigests(place).of(path)).toBe('f'.repeat(64));
    expect(await new FileDigests(place, false).of(path)).toBe(sha256('one'));

    const { mtime, size } = statSync(path);
    // Bytes of the same number, with the time of before: the time of the change of attributes tells.
    writeFileSync(path, 'two');
    utimesSync(path, mtime, mtime);
    expect(statSync(path).size).toBe(size);
    expect(await new FileDigests(place).of(path)).toBe(sha256('two'));
    // Another file in its place.
    renameSync(put(folder, 'other.csv', 'six'), path);
    expect(await new FileDigests(place).of(path)).toBe(sha256('six'));
  });

  it('is not remembered of a file that has just changed, and never where earlier digests do not count', async () => {
    const place = index('just changed');
    const path = put(folder, 'fresh.csv', 'one');
    const first = new FileDigests(place);
    await first.of(path);
    first.save(DAY_MS);
    expect(() => statSync(join(place, 'digests'))).toThrow(/ENOENT/);
    await settled(path);
    const second = new FileDigests(place, false);
    await second.of(path);
    second.save(DAY_MS);
    expect(statSync(join(place, 'digests')).mode & 0o777).toBe(0o600);
  });

  it('is made again where the index is damaged', async () => {
    const place = index('damaged');
    put(place, 'digests', 'no index');
    expect(await new FileDigests(place).of(put(folder, 'b.csv', 'b'))).toBe(sha256('b'));
  });
});
