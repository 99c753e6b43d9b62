import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { built, type Desk, desk, outcome, QUICK, RUN_TIMEOUT_MS } from './tools/run-built.js';
import { put, smallFeed, smallLog } from './tools/shop-files.js';

const PROGRAM = resolve('dist/cli.js');
const full = existsSync('/dev/full');
const root = process.getuid?.() === 0;

describe.skipIf(!built)('an output that cannot be written', () => {
  const { folder, start, run } = built ? desk() : ({} as Desk);
  const feed = built ? put(folder, 'feed.tsv', smallFeed(40)) : '';
  const log = built ? put(folder, 'log.csv', smallLog(20, 40)) : '';
  const words = (out: string): string[] => ['build', '--catalog', feed, '--events', log, '--out', out, ...QUICK];
  const calls = [
    ['inspect', 'pack'],
    ['inspect', 'pack', '--json'],
    ['verify', 'pack'],
    ['evaluate', '--events', 'log.csv', '--models', 'popularity', '--resamples', '0'],
    ['--help'],
  ];

  beforeAll(async () => {
    if (built) expect((await run(...words('pack'))).code).toBe(0);
  }, RUN_TIMEOUT_MS);

  it(
    'since its reader went away ends quietly, with the code of the work',
    () => {
      for (const [call, code] of [...calls.map((call) => [call, 0] as const), [['verify', 'nowhere'], 1] as const]) {
        const line = `${JSON.stringify(process.execPath)} ${JSON.stringify(PROGRAM)} ${call.join(' ')} 2>errors | head -c 0; echo "\${PIPESTATUS[0]}"; grep -c '^ *at ' errors; grep -c onshelf: errors`;
        const { stdout } = spawnSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' });
        expect([call, stdout.split('\n').slice(0, 3)]).toEqual([call, [String(code), '0', code === 0 ? '0' : '1']]);
      }
    },
    RUN_TIMEOUT_MS,
  );

  it.skipIf(!full)(
    'since the disk is full ends in a sentence and code 3, also where not even that can be written',
    async () => {
      const device = openSync('/dev/full', 'w');
      for (const call of calls) {
        const { code, errors } = await outcome(start(call, ['ignore', device, 'pipe']));
        expect([call, code]).toEqual([call, 3]);
        expect(errors).toMatch(/onshelf: standard output cannot be written: ENOSPC[^\n]*\n$/);
        expect(errors).not.toMatch(/^ +at /m);
        expect((await outcome(start(call, ['ignore', device, device]))).code).toBe(3);
      }
      // A closed standard error does not stop the work.
      expect((await outcome(start(words('unseen'), ['ignore', 'pipe', device]))).code).toBe(0);
      expect((await run('verify', 'unseen')).code).toBe(0);
      expect((await outcome(start(['verify', 'nowhere'], ['ignore', device, device]))).code).toBe(1);
      closeSync(device);
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'because a file is in the place of a folder, or the name is too long, ends in one sentence',
    async () => {
      for (const [out, sentence] of [
        ['log.csv', /EEXIST|ENOTDIR/],
        ['log.csv/inside', /ENOTDIR[^\n]*Part of the path is a file/],
        ['x'.repeat(300), /ENAMETOOLONG[^\n]*too long/],
        ['/proc/nothing', /ENOENT|EACCES/],
      ] as const) {
        const { code, errors } = await run(...words(out), '--json');
        expect([code, errors]).toEqual([
          1,
          expect.stringMatching(new RegExp(`^onshelf: The pack cannot be written to [^\\n]*(${sentence.source})[^\\n]*\\n$`)),
        ]);
      }
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'where too many files are open ends in one sentence',
    () => {
      for (const limit of [10, 20, 24, 28]) {
        const line = `ulimit -n ${limit}; exec "$0" "$@"`;
        const { status, stderr } = spawnSync('bash', ['-c', line, process.execPath, PROGRAM, ...words('few')], {
          cwd: folder,
          encoding: 'utf8',
        });
        expect(stderr).not.toMatch(/^ +at /m);
        // Node itself may not get as far as the program.
        if (status !== 0 && stderr.includes('onshelf')) expect(stderr).toMatch(/^onshelf: [^\n]*\n$/m);
      }
    },
    RUN_TIMEOUT_MS,
  );
});

describe.skipIf(!built || !root || process.platform !== 'linux')(
  'a small disk (skipped where none can be mounted: that needs root and Linux)',
  () => {
    const { folder, run } = built ? desk() : ({} as Desk);
    const disk = built ? join(folder, 'disk') : '';
    let mounted = false;
    beforeAll(() => {
      mkdirSync(disk);
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
        mounted = true;
      } catch {
        // A container may forbid it.
      }
    });
    afterAll(() => {
      if (mounted) execFileSync('umount', [disk]);
    });
    const feed = built ? put(folder, 'feed.tsv', smallFeed(3000)) : '';
    const log = built ? put(folder, 'log.csv', smallLog(400, 3000)) : '';
    const words = (out: string, ...more: string[]): string[] => [
      'build',
      '--json',
      '--catalog',
      feed,
      '--events',
      log,
      '--out',
      out,
      ...QUICK,
      ...more,
    ];

    it(
      'that has no room for the pack, or that can only be read, ends in one sentence, and nothing half written stays',
      async ({ skip }) => {
        if (!mounted) skip('nothing can be mounted here');
        const { code, errors } = await run(...words('disk/pack'));
        expect([code, errors]).toEqual([
          1,
          expect.stringMatching(/^onshelf: The pack cannot be written to disk\/pack: ENOSPC[^\n]*The disk is full[^\n]*\n$/),
        ]);
        expect(readdirSync(disk).flatMap((name) => readdirSync(join(disk, name)))).not.toContain('pack.json');
        expect(readdirSync(disk, { recursive: true }).filter((name) => String(name).endsWith('.partial'))).toEqual([]);
        for (const name of readdirSync(disk)) rmSync(join(disk, name), { recursive: true });
        const page = await run(
          'evaluate',
          '--json',
          '--events',
          log,
          '--models',
          'popularity',
          '--lists',
          'disk/lists',
          '--resamples',
          '0',
        );
        expect([page.code, page.errors]).toEqual([
          1,
          expect.stringMatching(/^onshelf: The lists cannot be written to disk\/lists: ENOSPC[^\n]*\n$/),
        ]);
        const temp = await run(...words('elsewhere', '--temp', 'disk', '--fresh'));
        expect([temp.code, temp.errors]).toEqual([1, expect.stringMatching(/^onshelf: [^\n]*\n$/)]);
        execFileSync('mount', ['-o', 'remount,ro', disk]);
        const only = await run(...words('disk/pack'));
        expect([only.code, only.errors]).toEqual([
          1,
          expect.stringMatching(/^onshelf: The pack cannot be written to disk\/pack: EROFS[^\n]*read-only[^\n]*\n$/),
        ]);
      },
      RUN_TIMEOUT_MS,
    );
  },
);
