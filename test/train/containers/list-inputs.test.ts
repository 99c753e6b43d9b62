import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listInputs } from '../../../src/train/containers/list-inputs.js';
import { shopFolder } from '../tools/shop-files.js';

const folder = shopFolder();
afterAll(() => folder.remove());
const names = (paths: readonly string[]): string[] =>
  listInputs(paths.map((path) => join(folder.path, path))).map((path) => path.slice(folder.path.length + 1));

for (const name of [
  'logs/b.csv',
  'logs/a.csv',
  'logs/_SUCCESS',
  'logs/.a.csv.crc',
  'logs/a.csv.crc',
  'logs/.hidden',
  'days/date=2026-06-02/part-0.parquet',
  'days/date=2026-06-01/part-1.parquet',
  'days/date=2026-06-01/part-0.parquet',
  'days/_delta_log/0.json',
  'what*.csv',
  'whatever.csv',
  'export[1].csv',
  'export1.csv',
  'shop [new]/a.csv',
  'shop [new]/b.csv',
])
  folder.put(name, 'x');
folder.put('logs/empty.csv', '');
folder.put('none/_SUCCESS', 'x');

describe('paths of inputs', () => {
  it('that are folders are their files, in order, without what is no data', () => {
    expect(names(['logs'])).toEqual(['logs/a.csv', 'logs/b.csv']);
    expect(names(['days'])).toEqual([
      'days/date=2026-06-01/part-0.parquet',
      'days/date=2026-06-01/part-1.parquet',
      'days/date=2026-06-02/part-0.parquet',
    ]);
  });

  it('keep the order in which they are given, and no file twice', () => {
    expect(names(['whatever.csv', 'logs'])).toEqual(['whatever.csv', 'logs/a.csv', 'logs/b.csv']);
    symlinkSync(join(folder.path, 'logs'), join(folder.path, 'again'));
    expect(names(['logs/b.csv', 'logs', 'again'])).toEqual(['logs/b.csv', 'logs/a.csv']);
  });

  it('that exist are those files, whatever their names', () => {
    expect(names(['what*.csv'])).toEqual(['what*.csv']);
    expect(names(['export[1].csv'])).toEqual(['export[1].csv']);
  });

  it('that do not exist are patterns', () => {
    expect(names(['logs/*.csv'])).toEqual(['logs/a.csv', 'logs/b.csv', 'logs/empty.csv']);
    expect(names(['export*.csv'])).toEqual(['export1.csv', 'export[1].csv']);
    expect(names(['days/**/part-0.*'])).toEqual(['days/date=2026-06-01/part-0.parquet', 'days/date=2026-06-02/part-0.parquet']);
    expect(names(['days/date=*'])).toEqual(names(['days']));
    expect(names(['shop [new]/*.csv'])).toEqual(['shop [new]/a.csv', 'shop [new]/b.csv']);
    expect(names(['l[oa]gs/{a,b}.csv'])).toEqual(['logs/a.csv', 'logs/b.csv']);
  });

  it('that name nothing are errors', () => {
    expect(() => names(['logs/*.tsv'])).toThrow(/No file has a name like .*logs\/\*\.tsv/);
    expect(() => names(['missing.csv'])).toThrow(/missing\.csv cannot be read: ENOENT/);
    expect(() => names(['none'])).toThrow(/none is a folder without files/);
    // Digesting a device would never end.
    expect(() => listInputs(['/dev/zero'])).toThrow('/dev/zero cannot be read: it is a pipe or a device, not a file.');
  });
});
