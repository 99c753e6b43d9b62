import { beforeAll, describe, expect, it } from 'vitest';
import { runAtOnce } from '../../../src/core/time/run-steps.js';
import { rowsInMask } from '../../../src/engine/rows/rows-in-mask.js';
import { hasTexts, matchWords } from '../../../src/engine/words/match-words.js';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import type { Pack } from '../../../src/types/pack.js';
import { filesByRole, tinyContent } from '../../fixtures/tiny-pack.js';

let pack: Pack;
beforeAll(async () => {
  const content = tinyContent();
  const catalog = content.catalog.map((item, row) => ({
    ...item,
    ...(row === 3 && { color: 'Rot' }),
    ...(row === 4 && { title: '双人帐篷' }),
  }));
  const encoded = await encodePack({ ...content, catalog });
  pack = decodePack(encoded.manifest, filesByRole(encoded));
});

const idsWith = (of: Pack, word: string): string[] => {
  const rows = runAtOnce(matchWords(of, [word])).get(word);
  return rows ? [...rowsInMask(rows, of.items)].map(of.idOf) : [];
};

describe('a word meets an item', () => {
  it('in its title, brand, category or colour, in any script', () => {
    expect(idsWith(pack, 'stove')).toEqual(Array.from({ length: 10 }, (_, at) => `stove-${at}`));
    expect(idsWith(pack, 'moor')).toHaveLength(20);
    expect(idsWith(pack, 'outdoor')).toHaveLength(40);
    expect(idsWith(pack, 'rot')).toEqual(['tent-3']);
    expect(idsWith(pack, 'ünïcode')).toHaveLength(39);
    expect(idsWith(pack, '帐篷')).toEqual(['tent-4']);
  });

  it('not if no item has it', () => {
    expect(idsWith(pack, 'stovve')).toEqual([]);
  });

  it('from memory the second time', () => {
    let read = 0;
    const titles = pack.textColumn('title');
    const counted = titles && {
      ...titles,
      at: (row: number) => {
        read++;
        return titles.at(row);
      },
    };
    const watched: Pack = { ...pack, textColumn: (name) => (name === 'title' ? counted : pack.textColumn(name)) };
    idsWith(watched, 'lamp');
    expect(read).toBe(40);
    // Attributes and encoders are given to a copy of the pack.
    idsWith({ ...watched }, 'lamp');
    expect(read).toBe(40);
    idsWith(watched, 'boot');
    expect(read).toBe(80);
  });

  it('nowhere in a pack without texts', () => {
    const bare: Pack = { ...pack, textColumn: () => null, codedColumn: () => null };
    const empty: Pack = { ...bare, codedColumn: () => ({ codes: new Uint8Array(pack.items), values: [''] }) };
    expect([hasTexts(pack), hasTexts(bare), hasTexts(empty)]).toEqual([true, false, false]);
    expect(idsWith(bare, 'stove')).toEqual([]);
  });
});
