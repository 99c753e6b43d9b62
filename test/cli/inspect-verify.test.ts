import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { onshelf } from './tools/run-onshelf.js';
import { smallShop } from './tools/small-shop.js';

const { folder, build } = smallShop(30, 40);
const pack = join(folder, 'pack');

beforeAll(async () => {
  await build('pack');
});

/** A copy of the pack, spoiled. */
function spoiled(name: string, spoil: (copy: string, rows: string) => void): string {
  const copy = join(folder, name);
  cpSync(pack, copy, { recursive: true });
  const rows = readdirSync(copy).find((file) => file.startsWith('rows-')) ?? '';
  spoil(copy, join(copy, rows));
  return copy;
}

describe('onshelf verify', () => {
  it('reports that a pack is valid', async () => {
    expect(await onshelf('verify', pack)).toMatchObject({ code: 0, output: expect.stringMatching(/is valid: 30 items/) });
    expect(JSON.parse((await onshelf('verify', pack, '--json')).output)).toMatchObject({ sound: true, faults: [], number: 1, items: 30 });
  });

  it('reports every fault in a sentence, with exit code 1', async () => {
    const cases: [string, (copy: string, rows: string) => void, RegExp][] = [
      [
        'flipped',
        (_, rows) => {
          const bytes = readFileSync(rows);
          bytes[bytes.length - 1] ^= 1;
          writeFileSync(rows, bytes);
        },
        /rows-.* does not match its SHA-256/,
      ],
      ['cut', (_, rows) => truncateSync(rows, 100), /rows-.* has 100 bytes; the manifest states/],
      ['gone', (_, rows) => rmSync(rows), /rows-.* cannot be read/],
      [
        'version',
        (copy) =>
          writeFileSync(join(copy, 'pack.json'), readFileSync(join(copy, 'pack.json'), 'utf8').replace('"version": 2', '"version": 9')),
        /version is 9; this library reads versions 1 and 2/,
      ],
      ['garbage', (copy) => writeFileSync(join(copy, 'pack.json'), 'hello'), /pack\.json is not JSON/],
    ];
    for (const [name, spoil, sentence] of cases) {
      const copy = spoiled(name, spoil);
      expect(await onshelf('verify', copy), name).toMatchObject({ code: 1, output: expect.stringMatching(sentence) });
      expect(JSON.parse((await onshelf('verify', copy, '--json')).output)).toMatchObject({ sound: false });
    }
  });

  it('reports that there is no pack', async () => {
    expect(await onshelf('verify', join(folder, 'nowhere'))).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^onshelf: There is no pack in .*\n$/),
    });
  });
});

describe('onshelf inspect', () => {
  it('shows sizes, models, and items with their neighbours', async () => {
    const { code, output } = await onshelf('inspect', pack);
    expect(code).toBe(0);
    expect(output).toMatch(/^Pack 1 in .*, created /);
    expect(output).toMatch(/neighbours-[0-9a-f]{16}\.safetensors/);
    expect(output).toMatch(/item-knn: shrinkage 20, neighbours 50/);
    const shown = JSON.parse((await onshelf('inspect', pack, '--json')).output) as {
      samples: { neighbours: object[] }[];
      manifest: { items: number };
    };
    expect(shown.manifest.items).toBe(30);
    expect(shown.samples[0].neighbours.length).toBe(3);
  });

  it('rejects a pack with a fault', async () => {
    const copy = spoiled('inspected', (_, rows) => rmSync(rows));
    expect(await onshelf('inspect', copy)).toMatchObject({ code: 1, errors: expect.stringMatching(/To list all faults: onshelf verify/) });
  });
});
