import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { describeProgress, progressLine } from '../../src/cli/report/progress-line.js';
import { onshelf } from './tools/run-onshelf.js';
import { put, smallFeed, smallLog, temporaryFolder } from './tools/shop-files.js';

const folder = temporaryFolder();

describe('the command line', () => {
  it('prints its help', async () => {
    for (const words of [['--help'], ['help']]) {
      const { code, output } = await onshelf(...words);
      expect(code).toBe(0);
      for (const name of ['build', 'evaluate', 'import', 'inspect', 'verify']) expect(output).toContain(`\n  ${name}`);
    }
    const { output } = await onshelf('build', '--help');
    expect(output).toMatch(/^Usage: onshelf build --catalog FEED \[--events LOG\] --out DIR \[options\]/);
    expect(output).toMatch(/--dimensions N .*\(default: 32\)/);
  });

  it('prints its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await onshelf('--version')).toMatchObject({ code: 0, output: `${version}\n` });
  });

  it('rejects an invalid call with one line that refers to the help, and exit code 2', async () => {
    const calls: [string[], RegExp][] = [
      [[], /No command is given\. See: onshelf --help/],
      [
        ['biuld'],
        /Unknown command "biuld"; the commands are: build, evaluate, import, inspect, keygen, rollback, scenarios, sign, verify\. Did you mean build\?/,
      ],
      [['build', '--catlog', 'x'], /build has no option --catlog\. Did you mean --catalog\? See: onshelf build --help/],
      [['build', '--catalog'], /--catalog has no value; it needs FEED/],
      [['build', '--catalog', 'x', '--events', 'y'], /--out is required/],
      [['build', '--catalog', 'x', '--events', 'y', '--out', 'z', '--dimensions', '30'], /--dimensions is 30; it must be a multiple of 4/],
      [
        ['build', '--catalog', 'x', '--events', 'y', '--out', 'z', '--mixture', 'best'],
        /--mixture is "best"; it must be one of auto, none/,
      ],
      [
        ['build', '--catalog', 'x', '--events', 'y', '--out', 'z', '--teacher', 'run'],
        /--teacher is "run"; it must be one of walk, auto, none/,
      ],
      [['build', '--catalog', 'x', '--events', 'y', '--out', 'z', '--map', 'colour=c'], /--map: unknown field "colour"/],
      [['build', '--catalog', 'x', '--events', 'y', '--out', 'z', '--memory', 'lots'], /--memory is "lots"/],
      [['verify'], /verify takes DIR; it got none/],
      [
        ['evaluate', '--events', 'x', '--protocol', 'guess'],
        /--protocol: unknown name "guess"; the names are: leave-last-out, held-out-users/,
      ],
      [['evaluate', '--events', 'x', '--k', '0'], /--k is "0"; it must be a whole number from 1 to 1000/],
    ];
    for (const [words, sentence] of calls) {
      const { code, output, errors } = await onshelf(...words);
      expect(errors).toMatch(sentence);
      expect(errors.trimEnd()).not.toContain('\n');
      expect([code, output]).toEqual([2, '']);
    }
  });

  it('reports a missing file with one line and exit code 1', async () => {
    const { code, errors } = await onshelf('evaluate', '--events', join(folder, 'nothing.csv'), '--json');
    expect(code).toBe(1);
    expect(errors).toMatch(/^onshelf: .*nothing\.csv cannot be read: ENOENT[^\n]*\n$/);
  });

  it('reports a truncated feed, or a missing --temp, with one line and exit code 1', async () => {
    const feed = put(folder, 'feed.tsv.gz', gzipSync(smallFeed(40)).subarray(0, 100));
    const log = put(folder, 'log.csv', smallLog(10, 40));
    const cut = await onshelf('build', '--catalog', feed, '--events', log, '--out', join(folder, 'none'), '--json');
    expect([cut.code, cut.errors]).toEqual([1, expect.stringMatching(/^onshelf: [^\n]*feed\.tsv\.gz cannot be read to its end[^\n]*\n$/)]);
    const lost = await onshelf('evaluate', '--events', log, '--temp', join(folder, 'nowhere'), '--json');
    expect([lost.code, lost.errors]).toEqual([1, expect.stringMatching(/^onshelf: Temporary files cannot be written[^\n]*--temp DIR\n$/)]);
  });
});

describe('onshelf evaluate', () => {
  it('prints a table, or one JSON object, and writes lists', async () => {
    const log = put(folder, 'camps.csv', smallLog(40, 30));
    const lists = join(folder, 'lists.jsonl');
    const common = ['--events', log, '--dimensions', '8', '--iterations', '2', '--models', 'item-knn,popularity'];
    const told = await onshelf('evaluate', ...common);
    expect(told.output).toMatch(/camps, leave-last-out: 40 shoppers, 30 items/);
    const { output, errors } = await onshelf('evaluate', ...common, '--k', '10', '--lists', lists, '--json');
    expect(errors).toBe('');
    const { dataset, protocol, rows } = JSON.parse(output) as { dataset: string; protocol: string; rows: Record<string, number>[] };
    expect([dataset, protocol, rows.map(({ model }) => model)]).toEqual(['camps', 'leave-last-out', ['item-knn', 'popularity']]);
    expect(Object.keys(rows[0])).toEqual(
      expect.arrayContaining(['HR@10', 'NDCG@10', 'MRR@20', 'coverage@10', 'trainSeconds', 'packBytes']),
    );
    const lines = readFileSync(lists, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { user_id: string; items: string[] });
    expect(lines.length).toBe(40);
    expect(lines[0].items.length).toBe(20);
  });

  it('prints notes on standard error, or includes them in the object of --json', async () => {
    const log = put(folder, 'again.csv', 'user_id,item_id,timestamp\nu1,a,1\nu1,b,2\nu1,c,3\nu1,a,4\n');
    const common = ['evaluate', '--events', log, '--models', 'popularity'];
    const told = await onshelf(...common);
    expect(told.errors).toMatch(/^Note: 1 of 1 shoppers \(100\.0 %\) went on to an item of their own history\./m);
    expect(told.output).toMatch(/ unreachable .*\n.* 1\.0000 /);
    const { output, errors } = await onshelf(...common, '--json');
    expect(errors).toBe('');
    expect(JSON.parse(output)).toMatchObject({ rows: [{ unreachable: 1 }], notes: [expect.stringMatching(/^1 of 1 shoppers/)] });
  });
});

describe('progress', () => {
  it('has a rate and the time left', () => {
    expect(describeProgress(250, 1000, 'items', 5)).toBe('25 %, 250 of 1 000 items, 50 items/s, 15 s left');
    expect(describeProgress(250, 0, 'rows', 5)).toBe('250 rows, 50 rows/s');
  });

  it('rewrites one line on a terminal, and prints one line per step elsewhere', () => {
    for (const rewritable of [true, false]) {
      let text = '';
      let clock = 0;
      const progress = progressLine({ write: () => {}, writeError: (more) => (text += more), rewritable }, () => clock);
      const step = progress.step('factors', 10, 'half steps');
      clock = 1000;
      step.update(5);
      clock = 2000;
      step.end();
      expect(text.split('\n').length).toBe(2);
      expect(text).toContain('factors: 2.0 s');
      expect(text.includes('50 %')).toBe(rewritable);
    }
  });
});
