import { expect, it } from 'vitest';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { CODED_COLUMNS, NUMBER_COLUMNS, TEXT_COLUMNS } from '../../../src/pack/format/format.js';
import { emptyProfile } from '../../../src/profile/fold-events.js';
import { RESERVED_NAMES } from '../../../src/rules/attributes/reserved-names.js';
import { shopColumns } from '../../../src/rules/shop-columns.js';
import { filesByRole, tinyContent } from '../../fixtures/tiny-pack.js';

it('every column of rules and of the catalogue, and every word of the language, is a name that no attribute may have', async () => {
  const content = tinyContent();
  const full = { availability: 'in_stock', type: 'product', size: 'M', color: 'red', added: 1, starts: 1, ends: 2, item_group_id: 'g' };
  const encoded = await encodePack({ ...content, catalog: content.catalog.map((item) => ({ ...item, ...full })) });
  const { names } = shopColumns(decodePack(encoded.manifest, filesByRole(encoded)), emptyProfile(), 0);
  const words = ['true', 'false', 'and', 'or', 'not', 'in', 'this'];
  expect([...RESERVED_NAMES].sort()).toEqual(
    [...new Set([...names, ...words, ...TEXT_COLUMNS, ...CODED_COLUMNS, ...NUMBER_COLUMNS])].sort(),
  );
});
