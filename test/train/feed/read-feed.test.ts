import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Feed } from '../../../src/train/feed/feed.js';
import { readFeed } from '../../../src/train/feed/read-feed.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';

const folder = temporaryFolder();

async function feedOf(content: string | Uint8Array, name = 'feed.txt'): Promise<Feed> {
  return readFeed({ paths: [put(folder, name, content)] }, SILENT_STEP);
}

describe('a product feed', () => {
  it('is read from Google Merchant TSV, with column names in any form', async () => {
    for (const header of [
      'id\ttitle\tlink\timage_link\tprice\tproduct_type',
      'ID\tTitle\tLink\tImage link\tPrice\tProduct Type',
      'g:id\tg:title\tg:link\tg:image_link\tg:price\tg:product_type',
    ]) {
      const { catalog } = await feedOf(
        `${header}\ntent\tDome tent\thttps://a.example/t\thttp://a.example/t.jpg\t15.00 USD\tOutdoor > Tents\r\n`,
      );
      expect(catalog).toEqual([
        {
          id: 'tent',
          title: 'Dome tent',
          link: 'https://a.example/t',
          image_link: 'http://a.example/t.jpg',
          price: 15,
          currency: 'USD',
          product_type: 'Outdoor > Tents',
        },
      ]);
    }
  });

  it('has the size and colour of a variant', async () => {
    const { catalog } = await feedOf('id,price,size,colour,item_group_id\na,1 EUR,M,red,boot\nb,1 EUR,,,boot\n');
    expect(catalog.map(({ id, size, color }) => [id, size, color])).toEqual([
      ['a', 'M', 'red'],
      ['b', undefined, undefined],
    ]);
  });

  it('is read from CSV with quotes, separators and line breaks inside fields', async () => {
    const { catalog } = await feedOf(
      'id,title,price\na,"Tent, ""big""\nand dry",1 EUR\nb,19" rack,2 EUR\nc,"open end,3 EUR\nd,Mug,4 EUR\n',
    );
    expect(catalog.map(({ title }) => title)).toEqual(['Tent, "big"\nand dry', '19" rack', '"open end', 'Mug']);
  });

  it('loses no row to a quote that is never closed, wherever the next quote is', async () => {
    for (const inches of ['Rack 19" wide', 'Rack 19"', 'Rack 19" and 21"']) {
      const rows = Array.from({ length: 400 }, (_, row) => `p${row}\tTitle ${row}\t1 EUR`);
      rows[50] = 'p50\t"Summit tent\t1 EUR';
      rows[350] = `p350\t${inches}\t1 EUR`;
      const { catalog, rows: counted, dropped } = await feedOf(`id\ttitle\tprice\n${rows.join('\n')}\np7\tTwice\t1 EUR\n`);
      expect([counted, catalog.length, catalog[50].title, catalog[51].title, catalog[350].title]).toEqual([
        401,
        400,
        '"Summit tent',
        'Title 51',
        inches,
      ]);
      expect(dropped).toMatchObject([{ reason: 'duplicate id', first: { line: 402 } }]);
    }
  });

  it('uses no row with more or fewer fields than the header, and counts them', async () => {
    const { catalog, dropped } = await feedOf('id,title,price\na,Pot, big,1 EUR\nb,Pan,2 EUR\nc\nd,Lid,3 EUR\n');
    expect(catalog.map(({ id }) => id)).toEqual(['b', 'd']);
    expect(dropped).toMatchObject([
      { reason: 'more fields than the header', count: 1, first: { line: 2 } },
      { reason: 'fewer fields than the header', count: 1, first: { line: 4 } },
    ]);
  });

  it('is rejected where its gzip is truncated', async () => {
    const packed = gzipSync(`id\ttitle\n${Array.from({ length: 20_000 }, (_, row) => `p${row}\t${Math.sin(row)}`).join('\n')}`);
    for (const bytes of [2000, packed.length - 1000]) {
      await expect(feedOf(packed.subarray(0, bytes), 'cut.tsv.gz')).rejects.toThrow(
        /^\S*cut\.tsv\.gz cannot be read to its end: unexpected end of file\. Check that the copy is complete: gzip -t /,
      );
      await expect(feedOf(packed.subarray(0, bytes), 'cut.tsv.gz')).rejects.toMatchObject({ code: 'bad-input' });
    }
  });

  it('is read from JSON Lines, also gzip, and reports a line that is not JSON', async () => {
    const lines =
      '{"id": 7, "title": "Mug", "imageLink": "https://a.example/7.jpg", "price": {"value": "3.20", "currency": "EUR"}}\n{oops\n{"id":"8"}\n';
    const { catalog, dropped } = await feedOf(gzipSync(lines), 'feed.jsonl.gz');
    expect(catalog).toEqual([{ id: '7', title: 'Mug', image_link: 'https://a.example/7.jpg', price: 3.2, currency: 'EUR' }, { id: '8' }]);
    expect(dropped).toMatchObject([{ reason: 'unreadable line (not a JSON object)', count: 1, first: { line: 2, value: '{oops' } }]);
  });

  it('keeps the first of several rows with one id, and reports the others', async () => {
    const { catalog, dropped } = await feedOf('id\ttitle\na\tfirst\nb\tother\na\tsecond\na\tthird\n');
    expect(catalog.map(({ title }) => title)).toEqual(['first', 'other']);
    expect(dropped).toMatchObject([
      { reason: 'duplicate id', count: 2, first: { line: 4, field: 'id', value: 'a (first on line 2)' }, lines: [4, 5] },
    ]);
  });

  it('keeps items without a price, and counts them', async () => {
    const { catalog, changed } = await feedOf('id\tprice\na\t\nb\tcheap\nc\t2 EUR\n');
    expect(catalog).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c', price: 2, currency: 'EUR' }]);
    expect(changed).toMatchObject([
      { reason: 'price missing', count: 1 },
      { reason: 'price unreadable', first: { line: 3, value: 'cheap' } },
    ]);
  });

  it('cuts a title of 1 MB at 500 characters', async () => {
    const { catalog, changed } = await feedOf(`id\ttitle\na\t${'x'.repeat(2 ** 20)}\nb\t${'\u{1F600}'.repeat(300)}\n`);
    expect(catalog[0].title).toBe('x'.repeat(500));
    expect(catalog[1].title).toBe('\u{1F600}'.repeat(250));
    expect(changed.find(({ reason }) => reason.startsWith('title'))).toMatchObject({
      reason: 'title cut at 500 characters',
      first: { line: 2 },
    });
  });

  it('drops addresses that are not http: or https:, and keeps those from the root of the site', async () => {
    const { catalog, changed } = await feedOf(
      'id\tlink\timage_link\na\tjavascript:alert(1)\tdata:text/html,x\nb\t JaVaScRiPt:alert(1)\t/relative.jpg\nc\thttps://a.example/c\t//cdn.example/c.jpg\nd\tfolder/d\t\n',
    );
    expect(catalog).toEqual([
      { id: 'a' },
      { id: 'b', image_link: '/relative.jpg' },
      { id: 'c', link: 'https://a.example/c', image_link: '//cdn.example/c.jpg' },
      { id: 'd' },
    ]);
    expect(changed[0]).toMatchObject({
      reason: 'address left out (only http:, https:, and from / on)',
      count: 4,
      first: { line: 2, field: 'link', value: 'javascript:alert(1)' },
    });
  });

  it('drops rows without an id, or with one too long', async () => {
    const { catalog, dropped } = await feedOf(`id\ttitle\n\tnobody\n${'x'.repeat(257)}\tlong\na\tTent\n`);
    expect(catalog.map(({ id }) => id)).toEqual(['a']);
    expect(dropped.map(({ reason }) => reason)).toEqual(['missing id', 'id longer than 256 bytes']);
  });

  it('is rejected without an id column, with a list of its columns', async () => {
    await expect(feedOf('sku_code\ttitle\n1\tTent\n')).rejects.toThrow(/no column "id"; its columns are: sku_code, title/);
  });

  it('is rejected if it is empty', async () => {
    await expect(feedOf('')).rejects.toThrow(/is empty/);
  });
});
