import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownIdentity } from '../../src/train/files/process-identity.js';
import { makeWorkFolder } from '../../src/train/files/work-folder.js';
import { built, type Desk, desk, outcome, QUICK, RUN_TIMEOUT_MS } from './tools/run-built.js';
import { put, smallFeed, smallLog } from './tools/shop-files.js';

/** A shopper's name that occurs nowhere else. */
const SHOPPER = 'shopper-whose-name-must-not-stay';

/** Starts a build and sends a signal when it has read the log into its database. */
async function endWhileReading({ start, temp }: Desk, signal: NodeJS.Signals, words: readonly string[], place = temp): Promise<string[]> {
  const child = start(words);
  const end = outcome(child);
  const seen = new Promise<string[]>((found) => {
    const look = (): void => {
      const names = readdirSync(place).filter((name) => name.startsWith('onshelf-') && existsSync(join(place, name, 'build.duckdb')));
      if (names.length > 0 || child.exitCode !== null) found(names.map((name) => join(place, name)));
      else setTimeout(look, 1);
    };
    look();
  });
  const folders = await seen;
  expect(folders.length).toBe(1);
  expect(statSync(folders[0]).mode & 0o777).toBe(0o700);
  child.kill(signal);
  await end;
  return folders;
}

describe.skipIf(!built)('a folder with data about shoppers', () => {
  const own = built ? desk() : ({} as Desk);
  const { folder, temp, cache, run } = own;
  const feed = built ? put(folder, 'feed.tsv', smallFeed(40)) : '';
  const log = built ? put(folder, 'log.csv', `${smallLog(60_000, 40)}\n${SHOPPER},i1,1700000000,view_item\n`) : '';
  const words = (out: string): string[] => ['build', '--catalog', feed, '--events', log, '--out', out, ...QUICK];

  it(
    'can be entered by its user only, and is removed at the end and after a signal',
    async () => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        const [made] = await endWhileReading(own, signal, words('ended'));
        expect(existsSync(made), signal).toBe(false);
        expect(existsSync(join(folder, 'ended'))).toBe(false);
      }
      expect(readdirSync(temp)).toEqual([]);
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'is removed by the next command that makes one where its build was killed, and those of living processes stay',
    async () => {
      const [left] = await endWhileReading(own, 'SIGKILL', words('killed'));
      expect(existsSync(left)).toBe(true);
      const living = makeWorkFolder(temp);
      const { code } = await run('evaluate', '--events', put(folder, 'small.csv', smallLog(5, 40)), '--models', 'popularity', '--json');
      expect(code).toBe(0);
      expect(existsSync(left)).toBe(false);
      expect(existsSync(living.path)).toBe(true);
      living.remove();
      expect(readdirSync(temp)).toEqual([]);
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'is found also where the next command keeps its own elsewhere',
    async () => {
      const elsewhere = join(folder, 'elsewhere');
      mkdirSync(elsewhere);
      const [left] = await endWhileReading(own, 'SIGKILL', [...words('other'), '--temp', elsewhere], elsewhere);
      expect(existsSync(left)).toBe(true);
      expect((await run('evaluate', '--events', join(folder, 'small.csv'), '--models', 'popularity', '--json')).code).toBe(0);
      expect(existsSync(left)).toBe(false);
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'alone has user ids: checkpoints of a killed build have none',
    async () => {
      const child = own.start(words('kept'));
      const end = outcome(child);
      child.stderr?.on('data', (text: Buffer) => {
        if (text.includes('item neighbours')) child.kill('SIGKILL');
      });
      await end;
      const kept = readdirSync(cache).filter((name) => name.startsWith('onshelf-unfinished-'));
      expect(kept.length).toBeGreaterThan(0);
      for (const name of kept) {
        expect(statSync(join(cache, name)).mode & 0o777).toBe(0o700);
        for (const file of readdirSync(join(cache, name))) {
          const bytes = readFileSync(join(cache, name, file));
          expect([file, bytes.includes(SHOPPER), bytes.includes('u4321')]).toEqual([file, false, false]);
        }
      }
      const { code, errors } = await run(...words('kept'));
      expect([code, errors]).toEqual([0, expect.stringMatching(/log \(resumed\): /)]);
      expect(readdirSync(cache).filter((name) => name.startsWith('onshelf-unfinished-'))).toEqual([]);
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'is rejected inside the published folder of the pack',
    async () => {
      mkdirSync(join(folder, 'public'));
      for (const place of ['public', 'public/inside', './public/../public/']) {
        const { code, errors } = await run(...words('public'), '--temp', place);
        expect([place, code, errors]).toEqual([place, 2, expect.stringMatching(/--temp .* is inside public, which is published/)]);
      }
    },
    RUN_TIMEOUT_MS,
  );

  it('of another process is identified by more than its process id', () => {
    const path = makeWorkFolder(temp);
    expect(JSON.parse(readFileSync(join(path.path, 'owner'), 'utf8'))).toEqual(ownIdentity());
    path.remove();
    expect(existsSync(path.path)).toBe(false);
  });
});
