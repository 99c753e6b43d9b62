import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeSafetensors } from '../../../src/pack/format/safetensors.js';
import { encodeTextColumn } from '../../../src/pack/format/text-column.js';
import { type Embeddings, readEmbeddings } from '../../../src/train/content/read-embeddings.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';
import { writeParquet } from '../../cli/tools/write-parquet.js';

const folder = temporaryFolder();
const small = { threads: 1, memoryLimit: '256MB' };
const shop = ['tent', 'mug', 'lamp'];

const parquet = (name: string, select: string): Promise<string> => writeParquet(join(folder, `${name}.parquet`), select);

function safetensors(name: string, ids: readonly string[], columns: number, embeddings: Float32Array): string {
  return put(
    folder,
    `${name}.safetensors`,
    encodeSafetensors({
      embeddings: { type: 'F32', shape: [ids.length, columns], data: embeddings },
      ...encodeTextColumn('id', ids, 'plain'),
    }),
  );
}

const read = (path: string, ids = shop): Promise<Embeddings> => readEmbeddings(path, ids, 1, small);

describe('embeddings', () => {
  it('are read from Parquet, in any order, for items of the catalogue', async () => {
    const path = await parquet(
      'good',
      "SELECT * FROM (VALUES ('mug', [1.0, 2.0]), ('gone', [9.0, 9.0]), ('tent', [3.0, -4.0])) AS t(item_id, embedding)",
    );
    const { dimensions, values, report } = await read(path);
    expect([dimensions, [...values]]).toEqual([2, [3, -4, 1, 2, 0, 0]]);
    expect(report).toEqual({ file: 'good.parquet', rows: 3, width: 2, matched: 2 });
  });

  it('are read from Parquet with float32 lists of fixed length, number ids and further columns', async () => {
    const path = await parquet('fixed', "SELECT 7 AS id, [0.5, 1.5]::FLOAT[2] AS vector, 'x' AS note, [1, 2] AS sizes");
    expect([...(await read(path, ['7'])).values]).toEqual([0.5, 1.5]);
  });

  it('are read from safetensors', async () => {
    const { values, report } = await read(safetensors('good', ['lamp', 'tent'], 3, Float32Array.of(1, 2, 3, 4, 5, 6)));
    expect([...values]).toEqual([4, 5, 6, 0, 0, 0, 1, 2, 3]);
    expect(report.matched).toBe(2);
  });

  it('are projected to 256 columns where they are wider', async () => {
    const wide = Float32Array.from({ length: 2 * 1000 }, (_, k) => Math.sin(k));
    const { dimensions, values, report } = await read(safetensors('wide', ['tent', 'mug'], 1000, wide));
    expect([dimensions, values.length, report.width]).toEqual([256, 3 * 256, 1000]);
  });

  it('are rejected with file, row and field where a row is invalid', async () => {
    for (const [name, values, sentence] of [
      ['null-id', "('tent', [1.0]), (NULL, [1.0])", /null-id\.parquet, row 2: id is missing\./],
      ['null-list', "('tent', [1.0]), ('mug', NULL)", /null-list\.parquet, row 2: embedding is missing\./],
      [
        'null-number',
        "('tent', [1.0, NULL])",
        /null-number\.parquet, row 1 \(item "tent"\): number 2 of the embedding is null; it must be finite/,
      ],
      [
        'nan',
        "('tent', [1.0, 2.0]), ('mug', [1.0, 'nan'::DOUBLE])",
        /nan\.parquet, row 2 \(item "mug"\): number 2 of the embedding is NaN/,
      ],
      [
        'ragged',
        "('tent', [1.0, 2.0]), ('mug', [1.0])",
        /ragged\.parquet, row 2 \(item "mug"\): the embedding has 1 numbers, the rows above have 2/,
      ],
      ['empty-list', "('tent', []::DOUBLE[])", /row 1 \(item "tent"\): the embedding has 0 numbers/],
      ['twice', "('tent', [1.0]), ('tent', [2.0])", /twice\.parquet, row 2 \(item "tent"\): the id is in an earlier row too/],
      [
        'strange',
        "('x1', [1.0])",
        /No item of .*strange\.parquet is in the catalogue: the file has ids like "x1", the feed has ids like "tent"/,
      ],
    ] as const) {
      const path = await parquet(name, `SELECT * FROM (VALUES ${values}) AS t(id, embedding)`);
      await expect(read(path), name).rejects.toMatchObject({ code: 'bad-input', message: expect.stringMatching(sentence) });
    }
  });

  it('are rejected where columns are missing, with a list of those in the file', async () => {
    for (const [select, sentence] of [
      ['SELECT 1 AS number, [1.0] AS embedding', /no column of item ids; its columns are: number INTEGER, embedding DECIMAL.*Name it id/],
      ["SELECT 'a' AS id, 1.0 AS embedding", /no column of lists of numbers; its columns are: id VARCHAR/],
      ["SELECT 'a' AS id, [1.0] AS text, [2.0] AS image", /several columns of lists of numbers.*Name the column of embeddings embedding/],
    ] as const) {
      await expect(read(await parquet('columns', select))).rejects.toMatchObject({
        code: 'bad-input',
        message: expect.stringMatching(sentence),
      });
    }
  });

  it('are rejected where the file is missing, of another format, truncated or empty', async () => {
    const whole = encodeSafetensors({ embeddings: { type: 'F32', shape: [1, 2], data: Float32Array.of(1, 2) } });
    for (const [path, sentence] of [
      [join(folder, 'nowhere.parquet'), /nowhere\.parquet cannot be read/],
      [put(folder, 'text.csv', 'id,embedding\ntent,1'), /text\.csv is neither Parquet nor safetensors/],
      [put(folder, 'empty', ''), /neither Parquet nor safetensors/],
      [put(folder, 'no-ids.safetensors', whole), /no-ids\.safetensors has no valid embeddings: .* has no tensor "id\.offsets"/],
      [put(folder, 'cut.safetensors', whole.slice(0, -1)), /cut\.safetensors has no valid embeddings: .* cut short/],
      [put(folder, 'cut.parquet', 'PAR1 and no more'), /cut\.parquet cannot be read as Parquet/],
      [safetensors('none', [], 2, new Float32Array(0)), /none\.safetensors has no embeddings/],
    ] as const) {
      await expect(read(path)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringMatching(sentence) });
    }
  });
});
