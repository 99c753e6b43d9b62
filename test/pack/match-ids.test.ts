import { describe, expect, it, vi } from 'vitest';
import { matchIds } from '../../src/pack/ids/match-ids.js';
import type { Pack } from '../../src/types/pack.js';

interface Row {
  readonly id: string;
  readonly link?: string;
  readonly group?: string;
  readonly popularity?: number;
}

/** A pack of these rows, as far as ids are concerned. */
function packOf(rows: readonly Row[]): Pack {
  const columns = { link: { at: (row: number) => rows[row].link ?? '' }, item_group_id: { at: (row: number) => rows[row].group ?? '' } };
  return {
    items: rows.length,
    popularity: Float32Array.from(rows, ({ popularity = 0 }) => popularity),
    rowOf: (itemId: string) => rows.findIndex(({ id }) => id === itemId),
    idOf: (row: number) => rows[row].id,
    textColumn: (name: 'link' | 'item_group_id') => columns[name],
  } as unknown as Pack;
}

const SHOP = packOf([
  { id: '1', link: 'https://shop.example/p/tent?utm_source=google&utm_medium=cpc' },
  { id: 'SKU-2', link: 'https://shop.example/index.php?id=2&route=product' },
  { id: '3', link: 'https://shop.example/index.php?id=3&route=product' },
  { id: '4r', link: 'https://shop.example/p/shirt?variant=41', group: 'shirt', popularity: 0.1 },
  { id: '4g', link: 'https://shop.example/p/shirt?variant=42', group: 'shirt', popularity: 0.9 },
  { id: 'shopify_US_7_8', link: 'https://shop.example/products/mug' },
  { id: 'a 5', link: 'https://shop.example/p/caf%C3%A9' },
  { id: 'gla_6' },
  { id: '#6' },
  { id: '31', group: 'gla_30' },
  { id: 'gid://shopify/ProductVariant/40', group: 'gid://shopify/Product/50' },
  { id: 'gid://shopify/ProductVariant/50', group: 'gid://shopify/Product/60' },
  { id: '71', group: 'gla_70' },
  { id: '72', group: '#70' },
]);

describe('an id of a page is that of the feed', () => {
  const { rowOf, matching } = matchIds(SHOP);
  const idOf = (id: unknown): string | null => {
    const row = rowOf(id as string);
    return row < 0 ? null : SHOP.idOf(row);
  };

  it.each([
    ['1', '1'],
    [1, '1'],
    [' 1 ', '1'],
    ['gla_1', '1'],
    ['#1', '1'],
    ['woocommerce_gpf_1', '1'],
    ['sku-2', 'SKU-2'],
    ['8', 'shopify_US_7_8'],
    ['gid://shopify/ProductVariant/8', 'shopify_US_7_8'],
    ['shirt', '4g'],
    ['30', '31'],
    ['#30', '31'],
    ['gla_30', '31'],
    // A product and a variant may have the same number.
    ['gid://shopify/Product/50', 'gid://shopify/ProductVariant/40'],
    ['gid://shop-b/Product/50', 'gid://shopify/ProductVariant/40'],
    ['50', 'gid://shopify/ProductVariant/50'],
    // Two groups of the feed are the same without what is around them.
    ['70', null],
    ['gla_70', '71'],
    // Two items of the feed are the same without what is around them.
    ['6', null],
    ['gla_6', 'gla_6'],
    ['7', null],
    ['', null],
  ])('by its letters and digits, or by its group: %j is %j', (said, known) => {
    expect(idOf(said)).toBe(known);
  });

  it.each([
    ['https://shop.example/p/tent', '1'],
    ['http://www.shop.example/p/tent/?fbclid=x#reviews', '1'],
    ['/p/tent', '1'],
    ['https://shop.example/index.php?route=product&id=3', '3'],
    ['https://shop.example/index.php?route=product&id=4', null],
    ['https://shop.example/index.php', null],
    ['https://shop.example/p/shirt?variant=41', '4r'],
    ['https://shop.example/p/shirt?variant=99', '4g'],
    ['https://shop.example/p/shirt', '4g'],
    ['https://shop.example/products/mug?variant=8', 'shopify_US_7_8'],
    ['https://shop.example/p/café', 'a 5'],
    ['https://shop.example/', null],
    ['https://shop.example', null],
  ])('by the address of its page: %j is %j', (said, known) => {
    expect(idOf(said)).toBe(known);
  });

  it('by the address that the page told beside an id that the feed does not have', () => {
    const learning = matchIds(SHOP);
    expect(learning.rowOf('MUG-01')).toBe(-1);
    learning.matching?.learn([
      { itemId: 'MUG-01', link: 'https://shop.example/products/mug' },
      { itemId: '1', link: 'https://shop.example/products/mug' },
    ]);
    expect([learning.rowOf('MUG-01'), learning.rowOf('1')].map((row) => SHOP.idOf(row))).toEqual(['shopify_US_7_8', '1']);
    // Of a history that was erased nothing is left.
    learning.matching?.learn([]);
    expect(learning.rowOf('MUG-01')).toBe(-1);
  });

  it('and how it was matched is said, once for each kind; on the console where it was guessed', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const history = (...itemIds: string[]) => itemIds.map((itemId) => ({ itemId }));
    expect(matching?.learn(history('/p/tent', 'shirt'))).toHaveLength(2);
    expect(warn.mock.calls).toEqual([]);
    expect(
      matching?.learn(history('1', 'gla_1', '#1', '/p/tent', 'unknown')).map(({ code, message }) => [code, message.slice(0, 60)]),
    ).toEqual([
      ['ids-matched', '2 ids of pages are matched by its letters and digits: "gla_1'],
      ['ids-matched', '1 ids of pages are matched by address: "/p/tent" is "1". If '],
    ]);
    expect(warn.mock.calls.map(([line]) => /by its letters and digits/.test(line))).toEqual([true]);
    expect(matching?.learn(history('1', '3'))).toEqual([]);
    warn.mockRestore();
  });

  it('also where addresses come later than the ids', () => {
    let links: unknown = null;
    const late = matchIds({
      ...SHOP,
      textColumn: (name) => (name === 'link' ? links : SHOP.textColumn(name)) as ReturnType<Pack['textColumn']>,
    });
    expect(late.rowOf('/p/tent')).toBe(-1);
    links = SHOP.textColumn('link');
    expect(late.rowOf('/p/tent')).toBe(0);
  });
});
