import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { put, smallFeed, smallLog, temporaryFolder } from './tools/shop-files.js';

const built = existsSync('dist/cli.js') && existsSync('dist/training-worker.js');

describe.skipIf(!built)('the built program (skipped where dist/cli.js and dist/training-worker.js are not built)', () => {
  // Inside, so that a skipped test leaves no folder behind.
  const folder = built ? temporaryFolder() : '';

  it('trains the same pack in one thread and in two', () => {
    const feed = put(folder, 'feed.tsv', smallFeed(40));
    const log = put(folder, 'log.csv', smallLog(300, 40));
    const manifests = ['1', '2'].map((threads) => {
      const out = join(folder, threads);
      const words = ['build', '--catalog', feed, '--events', log, '--out', out, '--dimensions', '8', '--threads', threads, '--json'];
      execFileSync(process.execPath, ['dist/cli.js', ...words], { env: { ...process.env, SOURCE_DATE_EPOCH: '1700000000' } });
      return readFileSync(join(out, 'pack.json'), 'utf8');
    });
    // The manifest names every file by its digest.
    expect(manifests[1]).toBe(manifests[0]);
  });
});
