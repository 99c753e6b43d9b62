import { describe, expect, it } from 'vitest';
import type { Feed } from '../../../src/train/feed/feed.js';
import type { FeedRequest } from '../../../src/train/feed/feed-request.js';
import { readFeed } from '../../../src/train/feed/read-feed.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';

const folder = temporaryFolder();

async function feedOf(content: string, options: Partial<FeedRequest> = {}): Promise<Feed> {
  return readFeed({ paths: [put(folder, 'export.csv', content)], ...options }, SILENT_STEP);
}

const SHOPIFY = `Handle,Title,Vendor,Product Category,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Image Src,Status
boot,Boot,Alm,Shoes > Boots,TRUE,Größe,43,B-43,0,deny,80.00,100.00,https://cdn.example/b.jpg,active
boot,,,,,,44,B-44,0,continue,90.00,,,
boot,,,,,,,,,,,,https://cdn.example/b2.jpg,
cap,Cap,Fjell,Hats,FALSE,,,C,5,deny,9.00,,,active
mug,Mug,Fjell,Home,TRUE,,,M,5,deny,9.00,,,draft
`;

describe("Shopify's export", () => {
  it('has variants with what their product has; drafts and hidden products are out, and told', async () => {
    const { catalog, facts } = await feedOf(SHOPIFY);
    expect(catalog).toMatchObject([
      {
        id: 'B-43',
        item_group_id: 'boot',
        title: 'Boot',
        size: '43',
        price: 80,
        availability: 'out_of_stock',
        product_type: 'Shoes > Boots',
        link: '/products/boot',
      },
      { id: 'B-44', item_group_id: 'boot', title: 'Boot', size: '44', price: 90, availability: 'in_stock', brand: 'Alm' },
    ]);
    expect(facts.notes.find(({ code }) => code === 'not-published')?.message).toMatch(/not published: 1, draft: 1/);
    expect(facts.notes.map(({ code }) => code)).toEqual(expect.arrayContaining(['export-read-as', 'id-assumed', 'rows-without-item']));
  });

  it('makes one item of a product where the handle is the id, by the option or by the log', async () => {
    for (const options of [{ mapped: { id: 'Handle' } }, { logIds: ['boot', 'other'] }]) {
      const { catalog } = await feedOf(SHOPIFY, options);
      expect(catalog).toMatchObject([{ id: 'boot', price: 80, availability: 'in_stock' }]);
      expect(catalog[0].size).toBeUndefined();
    }
  });
});

describe('a reduced price', () => {
  it('is the price, and stands beside what the item costs otherwise', async () => {
    const { catalog, attributes } = await feedOf(SHOPIFY);
    expect(catalog.map(({ price }) => price)).toEqual([80, 90]);
    const valuesOf = (name: string) => attributes.find((one) => one.name === name)?.values;
    expect(valuesOf('sale_price')).toEqual(['80', undefined]);
    expect(valuesOf('regular_price')).toEqual(['100', undefined]);
  });
});

describe("WooCommerce's export", () => {
  it('has variations with their parent, wherever it stands; private and hidden products are out', async () => {
    const { catalog } =
      await feedOf(`ID,Type,SKU,Name,Published,Visibility in catalog,In stock?,Sale price,Regular price,Date sale price starts,Date sale price ends,Categories,Images,Parent,Attribute 1 name,Attribute 1 value(s)
11,variation,H-R,Hoodie - Red,1,visible,1,,45,,,,,H,Color,Red
10,variable,H,Hoodie,1,visible,1,,,,,"Clothing, Clothing > Hoodies","https://a.example/h.jpg, https://a.example/h2.jpg",,Color,"Red, Blue"
12,variation,H-B,Hoodie - Blue,1,visible,0,40,45,2020-01-01,2020-02-01,,,id:10,Color,Blue
13,simple,S,Secret,0,visible,1,,5,,,,,,,
14,simple,X,Hidden,1,hidden,1,,5,,,,,,,
`);
    expect(catalog.map(({ id }) => id).sort()).toEqual(['11', '12']);
    expect(catalog.find(({ id }) => id === '12')).toMatchObject({
      item_group_id: 'H',
      color: 'Blue',
      price: 45,
      availability: 'out_of_stock',
      product_type: 'Clothing > Hoodies',
      image_link: 'https://a.example/h.jpg',
    });
  });
});

describe("Magento's export", () => {
  it('has the variants that a configurable product lists; disabled products and single invisible ones are out', async () => {
    const { catalog } =
      await feedOf(`sku,product_type,categories,name,price,visibility,product_online,is_in_stock,configurable_variations,additional_attributes
T-S,simple,,Tee S,9.0000,Not Visible Individually,1,1,,"size=S,color=Red"
T,configurable,"Default Category/Men,Default Category/Men/Tees",Tee,,"Catalog, Search",1,1,"sku=T-S,size=S|sku=T-M,size=M",
T-M,simple,,Tee M,9.0000,Not Visible Individually,1,0,,"size=M,color=Red"
LOST,simple,,Lost,9.0000,Not Visible Individually,1,1,,
OFF,simple,,Off,9.0000,"Catalog, Search",2,1,,
`);
    expect(catalog.map(({ id, item_group_id, size, product_type }) => [id, item_group_id, size, product_type]).sort()).toEqual([
      ['T-M', 'T', 'M', 'Men > Tees'],
      ['T-S', 'T', 'S', 'Men > Tees'],
    ]);
  });
});
