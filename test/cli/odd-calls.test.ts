import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXIT_CODES } from '../../src/cli/usage/exit-codes.js';
import { explainFailure } from '../../src/cli/usage/explain-failure.js';
import { nearestName } from '../../src/core/text/nearest-name.js';
import { built, type Desk, desk, QUICK, RUN_TIMEOUT_MS } from './tools/run-built.js';
import { onshelf } from './tools/run-onshelf.js';
import { put, smallFeed, smallLog } from './tools/shop-files.js';

describe('an invalid call', () => {
  it('is rejected with one sentence and exit code 2, and suggests the nearest name', async () => {
    const files = ['--catalog', 'x', '--events', 'y'];
    const calls: [string[], RegExp][] = [
      [['insepct', 'x'], /Unknown command "insepct"; .*\. Did you mean inspect\?/],
      [
        ['frobnicate'],
        /Unknown command "frobnicate"; the commands are: build, evaluate, import, inspect, keygen, rollback, scenarios, sign, verify\. See/,
      ],
      [['build', '--dimension', '8'], /build has no option --dimension\. Did you mean --dimensions\?/],
      [['build', '--neighbors', '8'], /build has no option --neighbors\. Did you mean --neighbours\?/],
      [['build', '--__proto__', '8'], /build has no option --__proto__\. See/],
      [['build', '-x'], /build has no option -x\./],
      [['build', ...files, '--out', 'a', '--out', 'b'], /--out is given twice; give it once\./],
      [['build', ...files, '--out', 'a', '--fresh', '--fresh'], /--fresh is given twice/],
      [['build', '--catalog'], /--catalog has no value; it needs FEED/],
      [['build', ...files, '--out', ''], /--out is empty; it needs DIR\./],
      [['build', ...files, '--out='], /--out is empty; it needs DIR\./],
      [['evaluate', '--events', 'x', '--html', ''], /--html is empty; it needs FILE\./],
      [['evaluate', '--events', 'x', '--temp', ''], /--temp is empty; it needs DIR\./],
      [['build', '--catalog', '--events', 'y', '--out', 'z'], /--catalog is followed by "--events", .* --catalog=--events/],
      [['build', ...files, '--out', 'z', '--fresh=yes'], /--fresh takes no value; it got "yes"/],
      [['build', ...files, '--out', 'z', 'stray'], /build takes no arguments besides its options; it got "stray"/],
      [['inspect', ''], /DIR is empty/],
      [['verify', 'a', 'b'], /verify takes DIR; it got "a" "b"/],
    ];
    for (const [words, sentence] of calls) {
      const { code, output, errors } = await onshelf(...words);
      expect([words, code, output, errors]).toEqual([words, 2, '', expect.stringMatching(/^onshelf: [^\n]* See: onshelf [^\n]*--help\n$/)]);
      expect(errors).toMatch(sentence);
    }
  });

  it('suggests the nearest name, and none where none is near', () => {
    expect(nearestName('catlog', ['catalog', 'events'])).toBe('catalog');
    expect(nearestName('evnets', ['catalog', 'events'])).toBe('events');
    expect(nearestName('zzz', ['catalog', 'events'])).toBe(undefined);
    expect(nearestName('x'.repeat(1e6), ['catalog'])).toBe(undefined);
  });
});

describe('a bug in the program', () => {
  it('is reported in one sentence without a stack, with its own exit code', () => {
    for (const thrown of [new TypeError('x is\nnot a function'), 'a text', undefined, Symbol('s'), { code: 'EACCES' }]) {
      const { code, message } = explainFailure(thrown);
      expect(code).toBe(70);
      expect(String(message)).toMatch(/^onshelf: this is a bug in onshelf: [^\n]*Please report it; [^\n]*\n$/);
    }
    const error = Object.assign(new Error('EMFILE: too many open files, open x'), { code: 'EMFILE', syscall: 'open' });
    const { code, message } = explainFailure(error);
    expect([code, String(message)]).toEqual([1, expect.stringMatching(/EMFILE[^\n]*ulimit -n/)]);
  });

  it('and every other end has an exit code that the help and the docs explain', async () => {
    const { output } = await onshelf('--help');
    const docs = readFileSync('docs/scale.md', 'utf8');
    for (const { code, meaning } of Object.values(EXIT_CODES)) {
      expect(output).toContain(`${code}  ${meaning}`);
      expect(docs).toContain(`| ${code} | ${meaning} |`);
    }
  });
});

describe.skipIf(!built)('a command whose outputs are in the folder of its inputs', () => {
  const { folder, run } = built ? desk() : ({} as Desk);
  const small = ['--models', 'popularity', '--resamples', '0', ...QUICK];
  const build = (out: string, ...more: string[]): ReturnType<Desk['run']> =>
    run('build', '--json', '--catalog', 'feed.tsv', '--events', 'log.csv', '--out', out, ...QUICK, ...more);

  beforeAll(async () => {
    if (!built) return;
    put(folder, 'feed.tsv', smallFeed(30));
    put(folder, 'log.csv', smallLog(20, 30));
    expect((await build('pack')).code).toBe(0);
  }, RUN_TIMEOUT_MS);

  it(
    'never overwrites its input',
    async () => {
      symlinkSync('log.csv', join(folder, 'also.csv'));
      for (const [option, path] of [
        ['--lists', 'log.csv'],
        ['--html', './feed.tsv'],
        ['--lists', `../${folder.split('/').at(-1) ?? ''}/log.csv`],
        ['--html', 'also.csv'],
      ]) {
        const { code, errors } = await run('evaluate', '--json', '--events', 'log.csv', '--catalog', 'feed.tsv', option, path, ...small);
        expect([path, code, errors]).toEqual([path, 2, expect.stringMatching(new RegExp(`${option} names .*, which the command reads`))]);
      }
      const twice = await run('evaluate', '--json', '--events', 'log.csv', '--html', 'one', '--lists', './one', ...small);
      expect([twice.code, twice.errors]).toEqual([2, expect.stringMatching(/--html and --lists name the same file/)]);
      expect(readFileSync(join(folder, 'log.csv'), 'utf8')).toBe(smallLog(20, 30));
      // A file of an earlier pack as an input: the new pack would remove it.
      const rows = readdirSync(join(folder, 'pack')).find((name) => name.startsWith('rows-')) ?? '';
      const factors = await run('import', '--json', '--factors', join('pack', rows), '--catalog', 'feed.tsv', '--out', 'pack');
      expect([factors.code, factors.errors]).toEqual([1, expect.stringMatching(/the command reads .*, which would be replaced/)]);
      expect((await run('verify', 'pack')).code).toBe(0);
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'keeps all other files of the folder, and finds it by any form of its path',
    async () => {
      const inside = join(folder, 'shop');
      mkdirSync(inside);
      for (const name of ['feed.tsv', 'log.csv']) copyFileSync(join(folder, name), join(inside, name));
      const { code } = await run(
        'build',
        '--json',
        '--catalog',
        'shop/feed.tsv',
        '--events',
        'shop/log.csv',
        '--out',
        './pack/../shop/',
        ...QUICK,
      );
      expect(code).toBe(0);
      expect((await run('verify', 'shop')).code).toBe(0);
      for (const name of ['feed.tsv', 'log.csv'])
        expect(readFileSync(join(inside, name), 'utf8')).toBe(readFileSync(join(folder, name), 'utf8'));
      expect(existsSync(join(inside, '.onshelf-lock'))).toBe(false);
      // Inside a file, and with a pack whose manifest is no file.
      expect(await build('log.csv')).toMatchObject({
        code: 1,
        errors: expect.stringMatching(/^onshelf: The pack cannot be written to log\.csv[^\n]*\n$/),
      });
      mkdirSync(join(folder, 'strange', 'pack.json'), { recursive: true });
      expect(await build('strange')).toMatchObject({
        code: 1,
        errors: expect.stringMatching(/^onshelf: [^\n]*pack\.json is a folder, not a file[^\n]*\n$/),
      });
      for (const command of ['inspect', 'verify'])
        expect(await run(command, 'strange')).toMatchObject({
          code: 1,
          errors: expect.stringMatching(/^onshelf: There is no pack in strange: [^\n]*is not a file[^\n]*\n$/),
        });
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'reads names in other scripts, and reports if they are not UTF-8',
    async () => {
      const { code, errors } = await run('evaluate', '--json', '--events', 'caf\uFFFD.csv', ...small);
      expect([code, errors]).toEqual([1, expect.stringMatching(/cannot be read: ENOENT.* Its name is not UTF-8; rename it/)]);
    },
    RUN_TIMEOUT_MS,
  );
});
