import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { onshelf } from '../tools/run-onshelf.js';
import { filesOf, put, smallFeed, temporaryFolder } from '../tools/shop-files.js';

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
/** Builds take longer than other tests where the machine is busy. */
const BUILD_TIMEOUT_MS = 240_000;
const DAY = 86_400;

/** The log of a day: shoppers in two camps, some of whom come back on other days. */
function dayLog(day: number, more: readonly string[] = []): string {
  const rows: string[] = [];
  for (let event = 0; event < 240; event++) {
    const shopper = (event * 13 + day * 5) % 97;
    const item = (2 * ((event * 3 + day) % 20) + (shopper % 2)) % 40;
    const time = 1_700_000_000 + day * DAY + event * 60;
    rows.push(`u${shopper},i${item},${new Date(time * 1000).toISOString()},${event % 9 === 0 ? 'purchase' : 'view_item'}`);
  }
  return ['user_id,item_id,timestamp,event', ...rows, ...more].join('\n');
}

interface Built {
  readonly kept: { readonly reused: number; readonly read: number };
  readonly log: { readonly rows: number; readonly dropped: readonly unknown[]; readonly facts: unknown };
}

/** Builds a pack anew in a folder of that name, with its rows kept in `cache`. */
async function build(out: string, ...more: string[]): Promise<Built> {
  rmSync(at(out), { recursive: true, force: true });
  const sizes = ['--dimensions', '8', '--iterations', '2', '--memory', '256MB', '--temp', at('cache')];
  const { code, output, errors } = await onshelf(
    'build',
    '--json',
    '--catalog',
    at('feed.tsv'),
    '--events',
    at('events'),
    '--out',
    at(out),
    ...sizes,
    ...more,
  );
  expect([code, errors]).toEqual([0, '']);
  return JSON.parse(output);
}

describe('a build on a log of which other files are known', () => {
  beforeAll(() => {
    process.env.SOURCE_DATE_EPOCH = '1700000000';
    for (const name of ['events', 'cache']) mkdirSync(at(name));
    put(folder, 'feed.tsv', smallFeed(40));
    // Repeated across files, of an unknown item, without a time, of an unknown event.
    const odd = [
      'u1,i1,2023-11-15T00:00:00Z,view_item',
      'u1,nothing,2023-11-15T00:00:00Z,view_item',
      'u2,i2,,view_item',
      'u2,i2,2023-11-15T00:00:00Z,dance',
    ];
    for (let day = 0; day < 4; day++) put(at('events'), `day-${day}.csv`, dayLog(day, day % 2 === 0 ? odd : []));
    put(at('events'), 'day-4.csv.gz', gzipSync(dayLog(4)));
  });

  it(
    'reads only the new file, and writes the bytes of a build that reads all of them',
    async () => {
      expect((await build('first')).kept).toMatchObject({ reused: 0, read: 5 });
      put(at('events'), 'day-5.csv', dayLog(5, ['u3,i3,not a time,view_item']));
      const next = await build('next');
      expect(next.kept).toMatchObject({ reused: 5, read: 1 });
      const anew = await build('anew', '--no-cache');
      expect(anew.kept).toMatchObject({ reused: 0, folder: null });
      expect(filesOf(at('next'))).toEqual(filesOf(at('anew')));
      // What was read is told alike, the dropped rows of files that were not opened included.
      expect(next.log).toEqual(anew.log);
      expect(filesOf(at('next'))).not.toEqual(filesOf(at('first')));
    },
    BUILD_TIMEOUT_MS,
  );

  it(
    'reads a file again that was changed, and all of them with other columns or with --fresh',
    async () => {
      put(at('events'), 'day-1.csv', dayLog(7));
      expect((await build('changed')).kept).toMatchObject({ reused: 5, read: 1 });
      expect((await build('mapped', '--map', 'user_id=user_id')).kept).toMatchObject({ reused: 0, read: 6 });
      expect((await build('fresh', '--fresh')).kept).toMatchObject({ reused: 0, read: 6 });
      expect(filesOf(at('changed'))).toEqual(filesOf(at('fresh')));
    },
    BUILD_TIMEOUT_MS,
  );

  it(
    'keeps nothing of it in the folder that is published',
    async () => {
      await build('published');
      const texts = Object.values(filesOf(at('published'))).join();
      expect(texts).not.toMatch(/u96|parquet/);
      expect(JSON.parse(readFileSync(join(at('published'), 'pack.json'), 'utf8')).files.length).toBeGreaterThan(2);
    },
    BUILD_TIMEOUT_MS,
  );
});
