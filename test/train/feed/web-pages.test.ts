import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../cli/tools/shop-files.js';
import { shopFeed } from '../../intake/tools/read-shop.js';

const folder = temporaryFolder();
const pretty = (value: unknown): string => JSON.stringify(value, null, 1);
const product = (sku: string) => ({
  '@context': 'https://schema.org',
  '@type': 'Product',
  name: `Title ${sku}`,
  sku,
  offers: { price: '12.50', priceCurrency: 'EUR' },
});

describe('web pages with structured data', () => {
  const script = (data: string, attributes = ' type="application/ld+json"'): string => `<script${attributes}>${data}</script>`;
  const page = (...scripts: readonly string[]): string =>
    `<!doctype html>\n<html><head><title>x</title>\n${scripts.join('\n')}\n</head><body>Hi</body></html>\n`;
  const one = (sku: string): string => pretty(product(sku));

  it('are read: one, or several in a file', async () => {
    expect((await shopFeed(folder, page(script(one('a'))), 'page.html')).catalog).toMatchObject([{ id: 'a', price: 12.5 }]);
    const both = await shopFeed(folder, page(script(one('a'))) + page(script(one('b'))), 'pages.html');
    expect(both.catalog.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(both.facts.files[0].format).toBe('JSON-LD (schema.org), web page');
  });

  it.each([
    ['a type without quotes', script(one('a'), ' type=application/ld+json')],
    ['further attributes', script(one('a'), ' id="x" type=\'application/ld+json\' data-y')],
    ['a comment around it', script(`\n<!--\n${one('a')}\n-->\n`)],
    ['CDATA around it', script(`//<![CDATA[\n${one('a')}\n//]]>`)],
    ['a semicolon after it', script(`${one('a')};`)],
    ['line ends within texts', script(one('a').replace('Title a', 'Title a\n\tagain'))],
    ['a list', script(`[${one('a')}]`)],
    [
      'scripts of another kind around it',
      `<script>var a = {"@type":"Product","sku":"no"}</script>${script(one('a'))}<script src="x.js"></script>`,
    ],
  ])('are read with %s', async (_, scripts) => {
    expect((await shopFeed(folder, page(scripts), 'page.html')).catalog.map(({ id }) => id)).toEqual(['a']);
  });

  it('have the data read that can be; what cannot is counted with its line', async () => {
    const read = await shopFeed(folder, page(script('{"@type": "Product", oops'), script(one('b'))), 'page.html');
    expect(read.catalog.map(({ id }) => id)).toEqual(['b']);
    expect(read.dropped.map(({ reason, first }) => [reason, first.line])).toEqual([['unreadable line (not a JSON object)', 3]]);
  });

  it('that have none, or end within it, are refused by name', async () => {
    await expect(shopFeed(folder, page('<script>x</script>'), 'page.html')).rejects.toThrow(/page\.html is a web page \(HTML\)/);
    await expect(shopFeed(folder, page(script(one('a'))).slice(0, 150), 'page.html')).rejects.toThrow(
      /page\.html, line \d: the script that starts here does not end/,
    );
  });
});
