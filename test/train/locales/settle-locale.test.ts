import { describe, expect, it } from 'vitest';
import type { FeedRequest } from '../../../src/train/feed/feed-request.js';
import { readFeed } from '../../../src/train/feed/read-feed.js';
import { type SettledLocale, settleLocale } from '../../../src/train/locales/settle-locale.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';

const folder = temporaryFolder();
const read = (text: string, more: Partial<FeedRequest> = {}) => readFeed({ paths: [put(folder, 'feed.csv', text)], ...more }, SILENT_STEP);
const OWN = `id,title,link,product_type,price
t1,Tent,https://shop.example/en/t1,Outdoor > Tents,100 EUR
t2,Big tent,https://shop.example/en/t2,Outdoor > Tents,200 EUR
s1,Stove,https://shop.example/en/s1,Outdoor > Stoves,50 EUR
`;
const settle = async (text: string, tag = 'de-CH', own = OWN): Promise<SettledLocale> => {
  const { catalog } = await read(own);
  return settleLocale(tag, await read(text, { locale: tag }), catalog);
};
const noteOf = ({ report }: SettledLocale, code: string): string | undefined => report.notes.find((note) => note.code === code)?.message;

describe('the feed of a locale', () => {
  it('gives titles, links, prices and names of categories by the ids of the catalogue, in its order', async () => {
    const { content, report } = await settle(`id,title,link,product_type,price
s1,Kocher,https://shop.example/de/s1,Draussen > Kocher,55.50 CHF
t1,Zelt,https://shop.example/de/t1,Draussen > Zelte,110.90 CHF
t2,Grosses Zelt,https://shop.example/de/t2,Draussen > Zelte,222 CHF
`);
    expect(content.items).toEqual([
      { title: 'Zelt', link: 'https://shop.example/de/t1', price: 110.9 },
      { title: 'Grosses Zelt', link: 'https://shop.example/de/t2', price: 222 },
      { title: 'Kocher', link: 'https://shop.example/de/s1', price: 55.5 },
    ]);
    expect(content.currency).toBe('CHF');
    expect([...content.categories]).toEqual([
      ['Outdoor > Tents', 'Draussen > Zelte'],
      ['Outdoor > Stoves', 'Draussen > Kocher'],
    ]);
    expect(report).toMatchObject({ matched: 3, missing: 0, unknown: 0, titles: 3, links: 3, priced: 3, categories: 2 });
  });

  it('may lack items, and have others: both are told, with how many and which', async () => {
    const settled = await settle('id,title\nt1,Zelt\nx1,Anderes\nx2,Weiteres\n');
    expect(settled.content.items).toEqual([{ title: 'Zelt' }, {}, {}]);
    expect(settled.report).toMatchObject({ matched: 1, missing: 2, unknown: 2, currency: null });
    expect(noteOf(settled, 'locale-rows-missing')).toContain('2 items of the catalogue without a row, shown as in the catalogue: t2, s1.');
    expect(noteOf(settled, 'locale-rows-unknown')).toContain('2 items that the catalogue does not have, left out: x1, x2.');
  });

  it('has one currency, that of most prices: the others are left out with their rows, and nothing is converted', async () => {
    const settled = await settle('id,price\nt1,110 CHF\nt2,222 CHF\ns1,50 USD\n');
    expect(settled.content.currency).toBe('CHF');
    expect(settled.content.items).toEqual([{ price: 110 }, { price: 222 }, {}]);
    expect(noteOf(settled, 'locale-currencies')).toContain('USD: 1 (s1 on line 4)');
    expect(noteOf(settled, 'locale-prices-missing')).toContain('1 item has no price in CHF, and none is shown: s1.');
  });

  it("has the catalogue's price for an item without one only in the same currency", async () => {
    expect((await settle('id,price\nt1,90 EUR\n', 'de')).content.items).toEqual([{ price: 90 }, { price: 200 }, { price: 50 }]);
    expect((await settle('id,price\nt1,90 CHF\n')).content.items).toEqual([{ price: 90 }, {}, {}]);
  });

  it('with a currency that is none of ISO 4217 has no such price, and the row is told', async () => {
    const settled = await settle('id,price,currency\nt1,110,CHF\nt2,222,QQQ\n');
    expect(settled.content.items).toEqual([{ price: 110 }, {}, {}]);
    expect(noteOf(settled, 'locale-currency-unknown')).toContain('QQQ: 1 (t2 on line 3)');
    expect((await settle('id,title,price,currency\nt1,Zelt,110,QQQ\n')).content.currency).toBeNull();
  });

  it('that says nothing else than the catalogue is told as such', async () => {
    expect(noteOf(await settle(OWN), 'locale-unchanged')).toContain('Is it the right file?');
    expect(noteOf(await settle(OWN.replace('Tent', 'Zelt')), 'locale-unchanged')).toBeUndefined();
  });

  it('without an id of the catalogue is refused, with ids of both', async () => {
    await expect(settle('id,title\n1001,Zelt\n')).rejects.toThrow(
      /de-CH.*has no item of the catalogue.*"1001".*"t1".*--map de-CH\.id=COLUMN/,
    );
  });
});

describe('columns of several locales in one file', () => {
  const ONE = `id,title,title_de,title[fr],Link (de),link,price_EUR,price_CHF
t1,Tent,Zelt,Tente,https://shop.example/de/t1,https://shop.example/en/t1,100,110
t2,Big tent,,Grande tente,,https://shop.example/en/t2,200,222
`;
  const titles = async (locale: string | undefined, more: Partial<FeedRequest> = {}) =>
    (await read(ONE, { locale, ...more })).catalog.map(({ title, link, price, currency }) => [title, link?.slice(20), price, currency]);

  it('are told apart by the tag at their end, a wider tag standing in, and what is empty is as without one', async () => {
    expect(await titles('de-CH')).toEqual([
      ['Zelt', '/de/t1', 100, 'EUR'],
      ['Big tent', '/en/t2', 200, 'EUR'],
    ]);
    expect((await titles('fr')).map(([title]) => title)).toEqual(['Tente', 'Grande tente']);
    expect((await titles('it')).map(([title]) => title)).toEqual(['Tent', 'Big tent']);
    expect((await titles('en')).map(([title]) => title)).toEqual(['Tent', 'Big tent']);
  });

  it('may be named, with the currency in the name of the column', async () => {
    expect(await titles('de-CH', { mapped: { price: 'price_CHF' } })).toEqual([
      ['Zelt', '/de/t1', 110, 'CHF'],
      ['Big tent', '/en/t2', 222, 'CHF'],
    ]);
    // What is said of another file of the shop gives way to a column in the language.
    expect((await titles('de', { mappedWhereThere: { title: 'title' } })).map(([title]) => title)).toEqual(['Zelt', 'Big tent']);
    expect((await titles('de', { mapped: { title: 'title[fr]' } })).map(([title]) => title)).toEqual(['Tente', 'Grande tente']);
  });

  it('are no names of other fields: product_id is no product in Indonesian', async () => {
    const { catalog } = await read('product_id,title,title_id\n1,Tent,Tenda\n', { locale: 'id' });
    expect(catalog).toMatchObject([{ id: '1', title: 'Tenda' }]);
  });
});
