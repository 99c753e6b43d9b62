import { describe, expect, it } from 'vitest';
import type { Feed } from '../../../src/train/feed/feed.js';
import { readFeed } from '../../../src/train/feed/read-feed.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';

const folder = temporaryFolder();
const LENGTH = 200_000;

async function feedOf(content: string, name: string, attributes: readonly string[] = []): Promise<Feed> {
  return readFeed({ paths: [put(folder, name, content)], attributes }, SILENT_STEP);
}

const filled = (part: string): string => part.repeat(Math.ceil(LENGTH / part.length));
const BLANKS = filled(' ');

/** Texts that take patterns long that are tried anew at each of their places. */
const CELLS: readonly string[] = [
  ...['<style>', '<script ', '<!--', '<![CDATA[', '<', '&', '&#', '>', 'a > ', ';', '/', '|', ',', '_', '0', '1.', '.', '-', '(', 'e('].map(
    filled,
  ),
  ...['[a]', '[a]b', 'Name=', '5 to ', '{', '}', '"', "1'", '}{', 'http://a', '=', '\u00a0 ', '\u200b'].map(filled),
  `a${BLANKS}b`,
  `1${BLANKS}x`,
  `0${BLANKS}0`,
  `5${BLANKS}to${BLANKS}y`,
  `a${BLANKS};${BLANKS}/b`,
  `2026-01-01${BLANKS}/${BLANKS}x`,
  `https://a.example/${filled('/')}x`,
  `${filled('0')}x`,
  `${filled('.')}\u2028.`,
  `<!--${filled('<!--')}]>`,
];

/** A feed with each cell in a field, besides items as they should be. */
function table(fields: readonly string[], field: string, usual: Readonly<Record<string, string>>): string[][] {
  return [
    [...fields],
    ...CELLS.map((cell, row) => fields.map((name) => (name === fields[0] ? `p${row}` : name === field ? cell : (usual[name] ?? '')))),
  ];
}

const GOOGLE =
  'id,title,description,link,image_link,brand,product_type,google_product_category,availability,availability_date,item_group_id,size,color,price,sale_price,sale_price_effective_date,currency,added,type,material,rating,weight'.split(
    ',',
  );
const USUAL = { title: 'Tent', price: '10.00 EUR', sale_price: '9.00 EUR', product_type: 'Tents', weight: '5' };
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('a feed with a broken or hostile cell', () => {
  // One field for each way to read one.
  it.each([
    'title',
    'description',
    'image_link',
    'product_type',
    'availability',
    'item_group_id',
    'price',
    'sale_price_effective_date',
    'added',
    'material',
    'weight',
  ])('is read to its end, with 200 000 blanks or signs in %s', async (field) => {
    const rows = table(GOOGLE, field, USUAL);
    const { catalog, dropped } = await feedOf(rows.map((row) => row.map(quoted).join(',')).join('\n'), 'feed.csv', ['weight']);
    expect([catalog.length, dropped]).toEqual([CELLS.length, []]);
  });

  it('is read to its end as JSON Lines and as XML', async () => {
    const items = CELLS.map((cell, row) => ({ id: `p${row}`, ...USUAL, offers: { brand: { name: cell } }, product_type: cell }));
    expect((await feedOf(items.map((item) => JSON.stringify(item)).join('\n'), 'feed.jsonl')).catalog).toHaveLength(CELLS.length);
    const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const xml = items.map(
      ({ id, product_type }) => `<item><id>${id}</id><price>1 EUR</price><brand>${escaped(product_type)}</brand></item>`,
    );
    expect((await feedOf(`<rss><channel>${xml.join('\n')}</channel></rss>`, 'feed.xml')).catalog).toHaveLength(CELLS.length);
  });

  it.each([
    ['Product ID,Name,Categories,Image URLs (x;y;z...),Price tax excluded,Active (0/1),Reference', 'Categories'],
    ['Product ID,Item Type,Product Name,Category,Product Image URL - 1,Price,Options', 'Category'],
    ['Product ID,Item Type,Product Name,Category,Product Image URL - 1,Price,Options', 'Options'],
    ['handleId,fieldType,name,collection,price,visible', 'collection'],
    ['Product ID [Non Editable],Variant ID [Non Editable],Title,Categories,Price,Hosted Image URLs', 'Categories'],
    ['ID,Type,SKU,Name,Published,Categories,Images,Regular price', 'Images'],
    ['ID,Type,SKU,Name,Published,Categories,Images,Regular price', 'Categories'],
  ])('is read to its end as the export %s, in %s', async (header, field) => {
    const rows = table(header.split(','), field, {
      Name: 'Tent',
      'Item Type': 'Product',
      fieldType: 'Product',
      Type: 'simple',
      Published: '1',
    });
    const { rows: read } = await feedOf(rows.map((row) => row.map(quoted).join(',')).join('\n'), 'export.csv');
    expect(read).toBe(CELLS.length);
  });

  it('says where a value was cut or left out', async () => {
    const long = 'x'.repeat(200_000);
    const rows = [`a\t${long}\t${'d'.repeat(50_000)}\t1 EUR\tM`, `b\tMug\t\t${'1'.repeat(2000)}\t${'S'.repeat(20_000)}`];
    const { catalog, changed, dropped } = await feedOf(`id\ttitle\tdescription\tprice\tmaterial\n${rows.join('\n')}\n`, 'long.tsv');
    expect(catalog.map(({ id, price }) => [id, price])).toEqual([
      ['a', 1],
      ['b', undefined],
    ]);
    expect(dropped).toEqual([]);
    expect(changed.map(({ reason, count, first }) => [reason, count, first.file.endsWith('long.tsv'), first.line, first.field])).toEqual([
      ['text cut at 100000 characters', 1, true, 2, 'title'],
      ['text cut at 10000 characters', 2, true, 2, 'title'],
      ['title cut at 500 characters', 1, true, 2, 'title'],
      ['left out: longer than 1000 characters', 1, true, 3, 'price'],
      ['price missing', 1, true, 3, 'price'],
    ]);
  });

  it('keeps 32 levels of a deeper category, and says where it was', async () => {
    const levels = Array.from({ length: 40 }, (_, level) => `L${level}`);
    const { catalog, changed } = await feedOf(`id,price,product_type\na,1 EUR,Tents\nb,1 EUR,${levels.join('>')}\n`, 'deep.csv');
    expect(catalog.map(({ product_type }) => product_type)).toEqual(['Tents', levels.slice(0, 32).join(' > ')]);
    expect(changed.map(({ reason, first }) => [reason, first.line, first.field])).toEqual([
      ['category cut at 32 levels', 3, 'product_type'],
    ]);
  });
});
