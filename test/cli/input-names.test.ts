import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeSafetensors } from '../../src/pack/format/safetensors.js';
import { encodeTextColumn } from '../../src/pack/format/text-column.js';
import { built, desk, QUICK, RUN_TIMEOUT_MS } from './tools/run-built.js';
import { put, smallFeed, smallLog } from './tools/shop-files.js';
import { writeParquet } from './tools/write-parquet.js';

/** Names that a shell, DuckDB or a parser of options may take for something else. */
const NAMES = [
  'events[1].csv',
  'what*.csv',
  'wh?t.csv',
  '{a,b}.csv',
  '**',
  "it's.csv",
  'say "hi".csv',
  'back\\slash.csv',
  'events (1).csv',
  ' spaces .csv',
  '[',
  ']',
  'a%20b.csv',
  'k=v.csv',
  'line\nbreak.csv',
  '-dash.csv',
  '$HOME `id`.csv',
  'x; DROP TABLE source; --.csv',
  'großer Überblick.csv',
];
/** Names that DuckDB takes for addresses, or for databases of other kinds. */
const ADDRESSES = ['s3:', 'http:', 'https:', 'hf:', 'gcs:', 'md:', 'file:', 'sqlite:'];
/** What patterns would find in place of the file that is meant. */
const DECOYS = ['events1.csv', 'whatever.csv', 'what.csv', 'what1.csv', 'a.csv', 'b.csv', 'a', '1'];

describe.skipIf(!built)('a file that is named', () => {
  const { folder, run } = built ? desk() : ({} as ReturnType<typeof desk>);
  const shoppersOf = async (words: string[]): Promise<number> => {
    const { code, output, errors } = await run('evaluate', '--json', '--models', 'popularity', '--resamples', '0', ...QUICK, ...words);
    expect([words, code, errors]).toEqual([words, 0, '']);
    return (JSON.parse(output) as { shoppers: number }).shoppers;
  };

  it(
    'is that event log, never a pattern, an address or an option',
    async () => {
      for (const name of DECOYS) put(folder, name, smallLog(9, 30));
      for (const name of NAMES) {
        put(folder, name, smallLog(5, 30));
        expect(await shoppersOf([`--events=${name}`]), name).toBe(5);
      }
      for (const scheme of ADDRESSES) {
        mkdirSync(join(folder, scheme, 'shop'), { recursive: true });
        put(join(folder, scheme, 'shop'), 'events.csv', smallLog(5, 30));
        expect(await shoppersOf(['--events', `${scheme}//shop/events.csv`]), scheme).toBe(5);
      }
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'is that file for every option that takes one, and for every kind of file',
    async () => {
      const log = put(folder, 'log.csv', smallLog(5, 30));
      const odd = "o[d]d* 'q' {x,y}?";
      const catalog = put(folder, `${odd}.tsv`, smallFeed(30));
      const parquet = await writeParquet(join(folder, 'plain.parquet'), `SELECT * FROM '${log}'`);
      renameSync(parquet, join(folder, `${odd}.parquet`));
      expect(await shoppersOf(['--events', join(folder, `${odd}.parquet`), '--catalog', catalog])).toBe(5);
      const cases = put(folder, `${odd}.cases`, 'history,target\ni2,i6\ni4 i8,i10\n');
      expect(await shoppersOf(['--events', log, '--protocol', 'cases', '--cases', cases])).toBe(2);

      const vectors = await writeParquet(
        join(folder, 'v.parquet'),
        "SELECT 'i' || i AS id, [i + 0.5, 1.0] AS embedding FROM range(30) r(i)",
      );
      renameSync(vectors, join(folder, `${odd}, vectors`));
      const tensors = {
        embeddings: { type: 'F32', shape: [1, 2], data: Float32Array.of(1, 2) },
        ...encodeTextColumn('id', ['i1'], 'plain'),
      } as const;
      put(folder, 'a, b', encodeSafetensors(tensors));
      const content = ['--embeddings', `${join(folder, `${odd}, vectors`)},${join(folder, 'a, b')}`];
      const quick = QUICK.filter((word) => word !== '--without-content');
      const made = await run('build', '--json', '--events', log, '--catalog', catalog, '--out', 'odd-pack', ...quick, ...content);
      expect([made.code, made.errors]).toEqual([0, '']);
      expect((JSON.parse(made.output) as { embeddings: { matched: number }[] }).embeddings.map(({ matched }) => matched)).toEqual([30, 1]);

      const factors = join(folder, `${odd} factors`);
      mkdirSync(factors);
      await writeParquet(join(folder, 'f.parquet'), "SELECT 'i' || i AS item_id, [i + 0.5, 1.0, 0.0, 2.0] AS factors FROM range(30) r(i)");
      renameSync(join(folder, 'f.parquet'), join(factors, 'part[0]*.parquet'));
      const imported = await run('import', '--json', '--factors', factors, '--catalog', catalog, '--out', 'imported');
      expect([imported.code, imported.errors]).toEqual([0, '']);
      expect(JSON.parse(imported.output)).toMatchObject({ items: { matched: 30 } });
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'and is missing, is a folder, a pipe or a device, gets one sentence',
    async () => {
      const calls: [string, RegExp][] = [
        ['https://127.0.0.1:9/events.csv', /^onshelf: https:\/\/127\.0\.0\.1:9\/events\.csv cannot be read: ENOENT[^\n]*\n$/],
        ['/dev/zero', /^onshelf: \/dev\/zero cannot be read: it is a pipe or a device, not a file\. Name a file\.\n$/],
        ['x'.repeat(300), /^onshelf: x+ cannot be read: ENAMETOOLONG[^\n]* The name is too long for this file system\.\n$/],
        ['log.csv/inside', /^onshelf: log\.csv\/inside cannot be read: ENOTDIR[^\n]* Part of the path is a file[^\n]*\n$/],
      ];
      for (const [name, sentence] of calls) {
        for (const words of [
          ['evaluate', '--events', name],
          ['build', '--events', 'log.csv', '--catalog', name, '--out', 'none'],
          ['evaluate', '--events', 'log.csv', '--protocol', 'cases', '--cases', name],
        ]) {
          const { code, errors } = await run(...words, '--json');
          expect([words, code, errors]).toEqual([words, 1, expect.stringMatching(sentence)]);
        }
      }
      // Cases are one file; feeds and logs may be folders and patterns.
      const noMatch = /^onshelf: No file has a name like nowhere\*\.csv\. Check the folder and the pattern\.\n$/;
      const own: [string[], RegExp][] = [
        [['evaluate', '--events', 'nowhere*.csv'], noMatch],
        [['build', '--events', 'log.csv', '--catalog', 'nowhere*.csv', '--out', 'none'], noMatch],
        [
          ['evaluate', '--events', 'log.csv', '--protocol', 'cases', '--cases', 'nowhere*.csv'],
          /^onshelf: nowhere\*\.csv cannot be read: ENOENT[^\n]*\n$/,
        ],
        [
          ['evaluate', '--events', 'log.csv', '--protocol', 'cases', '--cases', '.'],
          /^onshelf: \. cannot be read: it is a folder, not a file\. Name a file\.\n$/,
        ],
      ];
      for (const [words, sentence] of own) {
        const { code, errors } = await run(...words, '--json');
        expect([words, code, errors]).toEqual([words, 1, expect.stringMatching(sentence)]);
      }
      writeFileSync(join(folder, 'empty.csv'), '');
      expect(await run('evaluate', '--events', 'empty.csv', '--json')).toMatchObject({
        code: 1,
        errors: expect.stringMatching(/is empty/),
      });
    },
    RUN_TIMEOUT_MS,
  );
});
