import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../cli/tools/shop-files.js';
import { codesOf, dropsOf, shopFeed } from './tools/read-shop.js';

const folder = temporaryFolder();
const item = (more: string): string =>
  `<item><g:id>k-1</g:id><title>Kettle &amp; pot</title><link>https://k.example/1</link><g:price>12.50 EUR</g:price>${more}</item>`;

describe('a feed in XML', () => {
  it('is read as RSS, on many lines or on one, and as Atom', async () => {
    const rss = `<?xml version="1.0"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>\n<title>Shop</title>\n${item('<g:availability>out of stock</g:availability>')}\n</channel></rss>`;
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><title>Shop</title><entry><g:id>k-1</g:id><title>Kettle &amp; pot</title><link href="https://k.example/1"/><g:price>12.50 EUR</g:price><g:availability>out of stock</g:availability></entry></feed>`;
    for (const content of [rss, rss.replaceAll('\n', ''), atom]) {
      const { catalog, facts } = await shopFeed(folder, content, 'feed.xml');
      expect(catalog).toMatchObject([{ id: 'k-1', title: 'Kettle & pot', link: 'https://k.example/1', price: 12.5, currency: 'EUR' }]);
      expect(facts.availability.soldOut).toBe(1);
      expect(facts.files[0].format).toMatch(/XML/);
    }
  });
});

describe('a feed with sale prices', () => {
  it('has the price that shoppers pay today, and says so', async () => {
    const rows = [
      'a\t40.00 EUR\t30.00 EUR\t2026-07-20T00:00Z/2026-08-20T00:00Z',
      'b\t40.00 EUR\t30.00 EUR\t2026-05-01T00:00Z/2026-05-20T00:00Z',
      'c\t40.00 EUR\t\t',
    ];
    const feed = await shopFeed(folder, ['id\tprice\tsale_price\tsale_price_effective_date', ...rows].join('\n'), 'sale.tsv');
    expect(feed.catalog.map(({ id, price }) => [id, price])).toEqual([
      ['a', 30],
      ['b', 40],
      ['c', 40],
    ]);
    expect(codesOf(feed)).toContain('sale-price');
  });
});

describe("a feed with column names in the merchant's language", () => {
  it.each([
    ['German', 'ID\tTitel\tPreis\tMarke\tVerfügbarkeit', 'nicht auf Lager'],
    ['French', 'identifiant\ttitre\tprix\tmarque\tdisponibilité', 'en rupture de stock'],
    ['Spanish', 'id\ttítulo\tprecio\tmarca\tdisponibilidad', 'agotado'],
  ])('is read in %s, and says so', async (language, header, soldOut) => {
    const feed = await shopFeed(folder, `${header}\nz-1\tZelt\t99,00 EUR\tFjell\t${soldOut}\n`, 'language.tsv');
    expect(feed.catalog).toMatchObject([{ id: 'z-1', title: 'Zelt', price: 99, brand: 'Fjell' }]);
    expect(feed.facts.availability.soldOut).toBe(1);
    expect(feed.facts.notes.find(({ code }) => code === 'header-language')?.message).toContain(language);
  });
});

describe('a feed in another encoding', () => {
  const text = 'id\ttitle\tprice\nö-1\tGrüne Jacke\t5.00 EUR\n';

  it('is read as UTF-16, with a byte order mark and without', async () => {
    const plain = Buffer.from(text, 'utf16le');
    for (const bytes of [
      plain,
      Buffer.concat([Buffer.from([0xff, 0xfe]), plain]),
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(plain).swap16()]),
    ])
      expect((await shopFeed(folder, bytes, 'wide.tsv')).catalog).toMatchObject([{ id: 'ö-1', title: 'Grüne Jacke', price: 5 }]);
  });

  it('is read as Windows-1252, and says so', async () => {
    const feed = await shopFeed(folder, Buffer.from(text, 'latin1'), 'western.tsv');
    expect(feed.catalog).toMatchObject([{ id: 'ö-1', title: 'Grüne Jacke' }]);
    expect(codesOf(feed)).toEqual(expect.arrayContaining(['encoding-windows-1252']));
  });
});

describe('ids of a feed', () => {
  it('are told to be numbers that a spreadsheet rounded', async () => {
    const feed = await shopFeed(folder, 'id,title\n8.71125E+12,Tent\n8.71126E+12,Boot\nplain,Mug\n');
    expect(codesOf(feed)).toContain('excel-ids');
  });

  it('keep 19 digits, and are alike as 7, 7.0 and "7"', async () => {
    const { catalog } = await shopFeed(
      folder,
      '{"id":9007199254740993123,"title":"a"}\n{"id":7.0,"title":"b"}\n{"id":"7","title":"c"}\n',
      'numbers.jsonl',
    );
    expect(catalog.map(({ id }) => id)).toEqual(['9007199254740993123', '7']);
    expect((await shopFeed(folder, 'id,title\n7.00,a\n0007,b\n')).catalog.map(({ id }) => id)).toEqual(['7', '0007']);
  });
});

describe('prices of a feed', () => {
  it.each([
    ['$2,499.00', 2499],
    ['2.499,00 €', 2499],
    ['7,95', 7.95],
    ['£7.95', 7.95],
    ['12\u00a0500,00 kr', 12500],
    ["1'299.- CHF", 1299],
    ['EUR 15', 15],
    ['Free', 0],
  ])('are read as people write them: %s', async (written, price) => {
    const { catalog } = await shopFeed(folder, `id\ttitle\tprice\np\tPot\t${written}\n`, 'price.tsv');
    expect(catalog[0].price).toBe(price);
  });

  it('are decided by the other prices where they are ambiguous, and that is told', async () => {
    const feed = await shopFeed(folder, 'id\tprice\na\t1.299 EUR\nb\t12,50 EUR\nc\t8,00 EUR\n', 'ambiguous.tsv');
    expect(feed.catalog[0].price).toBe(1299);
    expect(codesOf(feed)).toContain('ambiguous-price');
  });
});

describe('rows with another number of fields than the header', () => {
  it('are told and left out, and nothing is shifted', async () => {
    const feed = await shopFeed(folder, 'id,title,price,brand\na,Tent,9.50,Fjell\nb,Tent, large,10.50,Fjell\nc,Boot,10,50,Fjell\nd,Mug\n');
    expect(feed.catalog).toMatchObject([{ id: 'a', brand: 'Fjell' }]);
    expect(dropsOf(feed)).toEqual({ 'more fields than the header': 2, 'fewer fields than the header': 1 });
    expect(feed.dropped[0].first.line).toBe(3);
  });

  it('are not items of lines of a description', async () => {
    const feed = await shopFeed(folder, 'id\ttitle\tdescription\na\tTent\tFirst line\nsecond line\nb\tBoot\tOne line\n', 'broken.tsv');
    expect(feed.catalog.map(({ id }) => id)).not.toContain('second line');
    expect(dropsOf(feed)['fewer fields than the header']).toBe(1);
  });
});

describe('HTML in a feed', () => {
  it('is decoded in titles, brands and categories, and that is told', async () => {
    const feed = await shopFeed(
      folder,
      'id,title,brand,product_type\na,Pan &amp; lid &#8211; 5&quot;,O&#39;Neil,Home &gt; Kitchen &amp; Bath\n',
    );
    expect(feed.catalog).toMatchObject([{ title: 'Pan & lid – 5"', brand: "O'Neil", product_type: 'Home > Kitchen & Bath' }]);
    expect(codesOf(feed)).toContain('texts-decoded');
  });
});

describe('dates of availability', () => {
  it('belong to their item alone, and are no date of its addition', async () => {
    const feed = await shopFeed(folder, 'id,title,availability,availability_date\na,Tent,preorder,2027-03-01\nb,Boot,in stock,\n');
    expect(feed.catalog.map(({ added }) => added)).toEqual([undefined, undefined]);
    expect(codesOf(feed)).toContain('availability-date');
    expect(feed.facts.availability).toMatchObject({ inStock: 1, later: 1 });
  });
});

describe("a platform's export", () => {
  it('of Shopify has variants with their product, no drafts, price, brand, category and picture', async () => {
    const header =
      'Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Image Src,Status';
    const rows = [
      'dome,Dome tent,<p>Dry</p>,Fjell,Tents,,true,Size,2,T-2,5,199.00,https://c.example/t.jpg,active',
      'dome,,,,,,,,3,T-3,0,249.00,,',
      'old,Old tent,,Fjell,Tents,,false,Title,Default Title,O-1,1,99.00,,draft',
    ];
    const feed = await shopFeed(folder, [header, ...rows].join('\n'), 'products.csv');
    expect(feed.catalog).toMatchObject([
      { id: 'T-2', title: expect.stringContaining('Dome tent'), item_group_id: 'dome', price: 199, brand: 'Fjell', product_type: 'Tents' },
      { id: 'T-3', item_group_id: 'dome', price: 249 },
    ]);
    expect(feed.facts.availability).toMatchObject({ inStock: 1, soldOut: 1 });
    expect(codesOf(feed)).toEqual(expect.arrayContaining(['export-read-as', 'variants-grouped']));
  });

  it('is read by the ids that the log has', async () => {
    const header = 'Handle,Title,Vendor,Type,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price,Status';
    const rows = ['dome,Dome tent,Fjell,Tents,true,Size,2,T-2,199.00,active', 'boot,Boot,Fjell,Boots,true,Size,42,B-42,99.00,active'];
    const feed = await shopFeed(folder, [header, ...rows].join('\n'), 'products.csv', { logIds: ['dome', 'boot'] });
    expect(feed.catalog.map(({ id }) => id)).toEqual(['dome', 'boot']);
    expect(codesOf(feed)).toContain('id-by-log');
  });

  it('of a channel is read by the numbers that the log has, groups too', async () => {
    const feed = 'id,title,item_group_id\ngla_21,Mug black,gla_20\ngla_22,Mug white,gla_20\ngla_30,Plate,\n';
    const byVariant = await shopFeed(folder, feed, 'gla.csv', { logIds: ['21', '22', '30'] });
    expect(byVariant.catalog).toMatchObject([{ id: '21', item_group_id: '20' }, { id: '22', item_group_id: '20' }, { id: '30' }]);
    expect(codesOf(byVariant)).toContain('id-by-log');
    const byProduct = await shopFeed(folder, feed, 'gla.csv', { logIds: ['20'] });
    expect(byProduct.catalog.map(({ id }) => id)).toContain('20');
    const global = 'id,title,item_group_id\ngid://shopify/ProductVariant/41,Mug,gid://shopify/Product/40\n';
    const { catalog } = await shopFeed(folder, global, 'global.csv', { logIds: ['41'] });
    expect(catalog).toMatchObject([{ id: '41', item_group_id: '40' }]);
  });

  it('of Magento has its category from categories, not from product_type', async () => {
    const header = 'sku,attribute_set_code,product_type,categories,name,price,url_key,base_image,visibility,product_online,qty,is_in_stock';
    const row =
      'M-1,Default,simple,"Default Category/Outdoor,Default Category/Outdoor/Tents",Dome tent,150.0000,dome,/d/o/dome.jpg,"Catalog, Search",1,4.0000,1';
    const { catalog } = await shopFeed(folder, `${header}\n${row}\n`, 'magento.csv');
    expect(catalog).toMatchObject([{ id: 'M-1', title: 'Dome tent', price: 150, product_type: 'Outdoor > Tents' }]);
  });

  it('of WooCommerce has categories, sale prices and parents', async () => {
    const header =
      'ID,Type,SKU,Name,Published,"Visibility in catalog","In stock?",Stock,"Sale price","Regular price",Categories,Images,Parent';
    const rows = [
      '10,variable,W,Jacket,1,visible,1,,,,"Clothes > Jackets",https://w.example/j.jpg,',
      '11,variation,W-S,Jacket - S,1,visible,1,3,40,50,,,W',
      '13,variation,W-M,Jacket - M,1,visible,1,3,,50,,,W',
      '12,simple,H,Hat,0,visible,1,3,,15,Clothes,,',
    ];
    const { catalog } = await shopFeed(folder, [header, ...rows].join('\n'), 'woo.csv');
    expect(catalog).toMatchObject([
      { price: 40, product_type: 'Clothes > Jackets' },
      { price: 50, product_type: 'Clothes > Jackets' },
    ]);
    expect(new Set(catalog.map(({ item_group_id }) => item_group_id)).size).toBe(1);
    expect(catalog[0].item_group_id).toBeDefined();
  });

  it('of BigCommerce has ids and categories', async () => {
    const header =
      'Item Type,Product ID,Product Name,Product Type,Product Code/SKU,Brand Name,Price,Category,Product Visible?,Current Stock Level';
    const { catalog } = await shopFeed(folder, `${header}\nProduct,77,Stove,P,ST-1,Fjell,35.00,Outdoor/Stoves,Y,2\n`, 'bigcommerce.csv');
    expect(catalog).toMatchObject([{ id: '77', title: 'Stove', price: 35 }]);
  });
});
