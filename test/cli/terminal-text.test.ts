import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Shown, shown, visibleText } from '../../src/cli/output/shown.js';
import { built, type Desk, desk, QUICK, RUN_TIMEOUT_MS } from './tools/run-built.js';
import { put, smallLog } from './tools/shop-files.js';

/** A title of the window, a colour, a carriage return, controls of eight bits, and text from right to left. */
const NASTY = '\u001b]0;owned\u0007\u001b[31mred\r\u009b2J\u0085\u202eevil\u2066\u2069\u200f\u2028end';
const OBEYED = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** All but the line breaks of the program's own. */
function expectClean(text: string): void {
  for (const line of text.split('\n')) expect(OBEYED.test(line) ? JSON.stringify(line) : '').toBe('');
}

describe('a text for the terminal', () => {
  it('escapes control characters in values, but not in the template', () => {
    expect(visibleText('a\u001b[31m\n\r\t\u0085\u202e\u2028b')).toBe('a\\u001b[31m\\n\\r\\t\\u0085\\u202e\\u2028b');
    expect(visibleText('Zelt für 2 · 帐篷 · خيمة · 👨‍👩‍👧')).toBe('Zelt für 2 · 帐篷 · خيمة · 👨‍👩‍👧');
    expect(String(shown`one\n${'two\n'}${['three\n', shown`four\n`]}${5}`)).toBe('one\ntwo\\nthree\\nfour\n5');
  });

  it('as JSON has the same value', () => {
    const value = { [NASTY]: [NASTY, 'plain'] };
    const text = String(Shown.json(value));
    expect(JSON.parse(text)).toEqual(value);
    expectClean(text);
  });
});

describe.skipIf(!built)('what the program prints', () => {
  const { folder, run } = built ? desk() : ({} as Desk);
  const odd = `${NASTY.replaceAll('/', '')}\n`;

  beforeAll(async () => {
    if (!built) return;
    const rows = Array.from({ length: 30 }, (_, item) => `i${item}\t"Item ${NASTY}\nof two lines"\tGarden ${NASTY}`);
    put(folder, 'feed.tsv', ['id\ttitle\tproduct_type', ...rows].join('\n'));
    put(folder, odd, smallLog(150, 30));
    const { code, output, errors } = await run('build', '--catalog', 'feed.tsv', '--events', odd, '--out', `pack ${odd}`, ...QUICK);
    expect(code).toBe(0);
    expectClean(output);
    expectClean(errors);
    expect(output).toContain('pack \\u001b]0;owned');
  }, RUN_TIMEOUT_MS);

  it(
    'has nothing that a terminal obeys from titles, names of files, columns and models, in texts, errors and JSON',
    async () => {
      const pack = join(folder, `pack ${odd}`);
      const spoiled = join(folder, `spoiled ${odd}`);
      cpSync(pack, spoiled, { recursive: true });
      const manifest = JSON.parse(readFileSync(join(pack, 'pack.json'), 'utf8')) as { models: { name: string }[]; created: string };
      const named = join(folder, 'named');
      cpSync(pack, named, { recursive: true });
      manifest.models[0].name = `blend\n${NASTY}`;
      writeFileSync(join(named, 'pack.json'), JSON.stringify(manifest));
      writeFileSync(join(spoiled, 'pack.json'), JSON.stringify({ ...manifest, [NASTY]: NASTY, format: NASTY }));
      put(folder, 'columns.csv', `${NASTY.replace('\r', '')},b\n1,2\n`);
      put(folder, `${odd}.parquet`, `PAR1${NASTY}PAR1`);
      put(folder, 'cases.csv', `history,target\ni1,"${NASTY} x"\n`);
      mkdirSync(join(folder, `folder ${odd}`));
      const small = ['--models', 'popularity', '--resamples', '0', ...QUICK];
      const calls: string[][] = [
        ['inspect', pack],
        ['inspect', named],
        ['inspect', spoiled],
        ['verify', pack],
        ['verify', pack, '--privacy'],
        ['verify', named],
        ['verify', spoiled],
        ['verify', join(folder, odd)],
        ['evaluate', '--events', odd, '--catalog', 'feed.tsv', ...small],
        ['evaluate', '--events', 'columns.csv', ...small],
        ['evaluate', '--events', `${odd}.parquet`, ...small],
        ['evaluate', '--events', `folder ${odd}`, ...small],
        ['evaluate', '--events', odd, '--protocol', 'cases', '--cases', 'cases.csv', ...small],
        ['evaluate', '--events', odd, '--map', `user_id=${NASTY}`, ...small],
        ['evaluate', '--events', odd, '--html', odd, ...small],
        ['import', '--factors', `folder ${odd}`, '--catalog', 'feed.tsv', '--out', 'none'],
        ['build', '--catalog', odd, '--events', odd, '--out', 'none', ...QUICK],
        ['build', '--catalog', 'feed.tsv', '--events', odd, '--out', 'none', '--sensitive', NASTY, ...QUICK],
        ['build', `--${NASTY}`],
        ['build', '--budget', NASTY, '--catalog', 'a', '--events', 'b', '--out', 'c'],
        [NASTY],
      ];
      for (const words of calls) {
        for (const call of words[0] === 'build' || words[0] === 'import' ? [words] : [words, [...words, '--json']]) {
          const { code, output, errors } = await run(...call);
          expectClean(output);
          expectClean(errors);
          if (code !== 0 && call[0] !== 'verify') expect(errors).toMatch(/^(Note: [^\n]*\n|[^\n]*: [\d.]+ s[^\n]*\n)*onshelf: [^\n]*\n$/);
          if (call.at(-1) === '--json' && code === 0) expect(() => JSON.parse(output) as unknown).not.toThrow();
        }
      }
      const { output } = await run('inspect', pack, '--json');
      const told = JSON.parse(output) as { samples: { item: { title: string } }[] };
      expect(told.samples[0].item.title).toContain('\u001b[31mred');
    },
    RUN_TIMEOUT_MS,
  );
});
