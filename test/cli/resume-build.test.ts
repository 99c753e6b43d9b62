import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BuildReport } from '../../src/train/build/build-report.js';
import type { BuildRequest } from '../../src/train/build/build-request.js';
import { buildPack } from '../../src/train/build-pack.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../src/train/models/train-settings.js';
import { type Progress, SILENT_PROGRESS } from '../../src/train/progress/progress.js';
import { filesOf, put, smallFeed, smallLog, temporaryFolder } from './tools/shop-files.js';

const folder = temporaryFolder();
const feed = put(folder, 'feed.tsv', smallFeed(40));
const log = put(folder, 'log.csv', smallLog(300, 40));

/** A build whose pack and checkpoints lie in a folder of that name. */
function requestFor(name: string): BuildRequest {
  mkdirSync(join(folder, name), { recursive: true });
  return {
    catalog: [feed],
    feedOptions: {},
    events: [log],
    logOptions: {},
    out: join(folder, name, 'pack'),
    content: { used: true, embeddings: [] },
    settings: { ...DEFAULT_TRAIN_SETTINGS, dimensions: 8, iterations: 3, threads: 1 },
    database: { memoryLimit: '256MB', temporaryFolder: join(folder, name) },
    created: '2026-01-01T00:00:00.000Z',
    now: Date.parse('2026-01-01'),
  };
}

/** Ends when the given step is over, the first being 1, without cleaning up. */
function dyingAfter(last: number): Progress {
  let ended = 0;
  const end = (): void => {
    if (++ended === last) throw new Error('killed');
  };
  return { step: () => ({ update: () => {}, end }) };
}

const resumed = ({ steps }: BuildReport): string[] => steps.map(({ step }) => step).filter((step) => step.endsWith('(resumed)'));
const leftBehind = (name: string): string[] => readdirSync(join(folder, name)).filter((file) => file.startsWith('onshelf-unfinished-'));
/** Builds take longer than other tests where the machine is busy. */
const RESUME_TIMEOUT_MS = 180_000;

describe('a build that was interrupted', () => {
  it(
    'resumes after any interrupted step, and writes the same pack',
    async () => {
      const whole = requestFor('whole');
      await buildPack(whole, SILENT_PROGRESS);
      const request = requestFor('broken-off');
      let attempts = 0;
      while (!existsSync(join(request.out, 'pack.json'))) {
        await expect(buildPack(request, dyingAfter(++attempts))).rejects.toThrow('killed');
      }
      expect(filesOf(request.out)).toEqual(filesOf(whole.out));
      // The last attempt reused everything worth keeping.
      expect(attempts).toBeGreaterThan(12);
      const { steps } = await buildPack(request, SILENT_PROGRESS);
      expect(steps.map(({ step }) => step).filter((step) => !step.endsWith('(resumed)'))).toEqual([
        'reading the feed',
        'content vectors',
        'prototypes (without held-out shoppers)',
        'checking the blend',
        'tuning bands of the blend',
        'prototypes',
        'encoding',
        'writing',
      ]);
      expect(leftBehind('broken-off')).toEqual([]);
    },
    RESUME_TIMEOUT_MS,
  );

  it(
    'starts over where the log, a setting or the folder differs, or with --fresh',
    async () => {
      const request = requestFor('other');
      await expect(buildPack(request, dyingAfter(9))).rejects.toThrow('killed');
      const longer = put(folder, 'longer.csv', smallLog(301, 40));
      const others: BuildRequest[] = [
        { ...request, events: [longer] },
        { ...request, settings: { ...request.settings, seed: 2 } },
        { ...request, out: join(folder, 'other', 'elsewhere') },
      ];
      for (const other of others) expect(resumed(await buildPack(other, SILENT_PROGRESS))).toEqual([]);
      // Those are done, and did not affect this one.
      await expect(buildPack(request, dyingAfter(4))).rejects.toThrow('killed');
      expect(resumed(await buildPack({ ...request, fresh: true }, SILENT_PROGRESS))).toEqual([]);
      expect(leftBehind('other')).toEqual([]);
    },
    RESUME_TIMEOUT_MS,
  );

  it(
    'goes on with other threads, which do not change the pack',
    async () => {
      const request = requestFor('moved');
      await expect(buildPack(request, dyingAfter(9))).rejects.toThrow('killed');
      const { settings, database } = request;
      const again = { ...request, settings: { ...settings, threads: 2 }, database: { ...database, threads: 1 } };
      expect(resumed(await buildPack(again, SILENT_PROGRESS)).length).toBeGreaterThan(2);
    },
    RESUME_TIMEOUT_MS,
  );

  it(
    'is forgotten after a week',
    async () => {
      const request = requestFor('forgotten');
      await expect(buildPack(request, dyingAfter(9))).rejects.toThrow('killed');
      const [left] = leftBehind('forgotten');
      const long = new Date(Date.now() - 8 * 86_400_000);
      utimesSync(join(folder, 'forgotten', left), long, long);
      expect(resumed(await buildPack(request, SILENT_PROGRESS))).toEqual([]);
    },
    RESUME_TIMEOUT_MS,
  );
});

const built = existsSync('dist/cli.js') && existsSync('dist/training-worker.js');

describe.skipIf(!built)('a build by the built program (skipped where dist/ is not built)', () => {
  it(
    'resumes after SIGKILL at any moment, with the same bytes at the end',
    async () => {
      const whole = await runProgram('built');
      expect(whole.signal).toBe(null);
      const files = filesOf(join(folder, 'built'));
      // By then the step that is named second is finished and kept.
      for (const [last, kept] of [
        ['item neighbours (without held-out shoppers)', 'log'],
        ['choosing the blend', 'factors (without held-out shoppers)'],
        ['item neighbours', 'measuring'],
      ]) {
        const out = `killed after ${last}`;
        expect((await runProgram(out, `${last}: `)).signal).toBe('SIGKILL');
        const { signal, errors } = await runProgram(out);
        expect(signal).toBe(null);
        expect(errors).toContain(`${kept} (resumed): `);
        expect(filesOf(join(folder, out))).toEqual(files);
      }
    },
    RESUME_TIMEOUT_MS,
  );
});

/** Runs `onshelf build`, and kills it as soon as it prints the given step. */
function runProgram(out: string, killAt?: string): Promise<{ signal: string | null; errors: string }> {
  const sizes = ['--dimensions', '16', '--iterations', '20', '--threads', '2'];
  const places = ['--catalog', feed, '--events', log, '--out', join(folder, out), '--temp', folder];
  const child = spawn(process.execPath, ['dist/cli.js', 'build', ...places, ...sizes], {
    env: { ...process.env, SOURCE_DATE_EPOCH: '1700000000' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (text: Buffer) => {
    errors += text.toString();
    if (killAt !== undefined && errors.includes(killAt)) child.kill('SIGKILL');
  });
  return new Promise((done) => child.on('close', (_, signal) => done({ signal, errors })));
}
