import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../cli/tools/shop-files.js';
import { codesOf, shopFeed } from '../../intake/tools/read-shop.js';
import { zipOf } from '../tools/shop-files.js';
import { xmlFeed, xmlItem, zstdOf } from './tools/xml-feed.js';

const folder = temporaryFolder();
const feed = (content: string | Uint8Array) => shopFeed(folder, content, 'feed.xml');
const MIB = 2 ** 20;

describe('XML that is not well-formed', () => {
  it.each([
    ['a bare &, with no semicolon after it', 'Tom & Ann', 'Tom & Ann'],
    ['several, one at the end', 'A&B & C &', 'A&B & C &'],
    ['entities of HTML', 'Caf&eacute;&nbsp;&ndash; 5', 'Café – 5'],
    ['references to no character', 'A&#0;B', 'A\uFFFDB'],
    ['an entity beside a bare &', 'R&D &amp; co', 'R&D & co'],
  ])('is read, and that is told: %s', async (_, written, title) => {
    const read = await feed(xmlFeed([xmlItem('a', '', written), xmlItem('b')]));
    expect(read.catalog.map((item) => item.title)).toEqual([title, 'Title b']);
    expect(read.facts.notes.find(({ code }) => code === 'xml-repaired')?.message).toContain('first on line 4');
  });

  it.each([
    ['an address with bare &', xmlFeed([xmlItem('a', '<link>https://a.example/?x=1&y=2</link>')])],
    ['a comment with --', xmlFeed(['<!-- a -- b -->', xmlItem('a')])],
    ['text after its end', `${xmlFeed([xmlItem('a')])}\nWarning: foo in bar on line 3`],
    ['zeros after its end', `${xmlFeed([xmlItem('a')])}\0\0\0`],
  ])('loses no product: %s', async (_, content) => {
    const read = await feed(content);
    expect(read.catalog.map(({ id }) => id)).toEqual(['a']);
    expect(codesOf(read)).toContain('xml-repaired');
  });

  it('is repaired wherever the file is cut into parts', async () => {
    const long = 'x'.repeat(MIB - 300);
    for (let shift = 0; shift < 8; shift++) {
      const items = [
        xmlItem('a', `<x>${long}${'y'.repeat(shift * 40)}</x>`),
        xmlItem('b', '<description><![CDATA[Q&A]]></description>', 'A & B'),
        xmlItem('c', '', 'C &amp; D'),
      ];
      expect((await feed(xmlFeed(items))).catalog.map(({ title }) => title)).toEqual(['Title a', 'A & B', 'C & D']);
    }
  });

  it.each([
    [
      'a tag that does not fit',
      xmlFeed([xmlItem('a'), '<item><g:id>b</g:id><title>x</titel></item>']),
      5,
      /unexpected close tag\. Check the tag there/,
    ],
    ['a bare <', xmlFeed([xmlItem('a'), xmlItem('b', '', '5 < 6')]), 5, /disallowed character in tag name\. Check the tag there/],
    [
      'a second feed after its end',
      `${xmlFeed([xmlItem('a')])}\n${xmlFeed([xmlItem('b')], '')}`,
      7,
      /only one root\. Remove what follows the end/,
    ],
  ])('is refused with file and line: %s', async (_, content, line, message) => {
    await expect(feed(content)).rejects.toThrow(new RegExp(`feed\\.xml, line ${line}: the XML is not well-formed: .*${message.source}`));
  });

  it("is refused where a program's message stands before it", async () => {
    await expect(feed(`Notice: x in y\n${xmlFeed([xmlItem('a')])}`)).rejects.toThrow(/line 1: "Notice: x in y" stands before the XML/);
  });
});

describe('an XML feed that ends early', () => {
  const whole = xmlFeed([xmlItem('a'), xmlItem('b', '<description><![CDATA[<p>Big</p>]]></description>', 'Tom &amp; Zoë'), xmlItem('c')]);
  const upTo = (mark: string, more = 0): Buffer => Buffer.from(whole).subarray(0, Buffer.from(whole).indexOf(mark) + more);
  it.each([
    ['in a tag', upTo('<description>', 5)],
    ['in an end tag', upTo('</description>', 5)],
    ['in CDATA', upTo('<p>Big', 5)],
    ['in the mark of CDATA', upTo('<![CDATA[', 5)],
    ['in an entity', upTo('&amp;', 3)],
    ['in a letter', upTo('ë', 1)],
    ['between products', upTo('</item>', 8)],
    ['in its last tag', Buffer.from(whole).subarray(0, -3)],
  ])('is refused with file and line: %s', async (_, content) => {
    await expect(feed(content)).rejects.toThrow(
      /feed\.xml, line \d+: the XML is not well-formed: unclosed tag: [\w:]+\. Check that the copy is complete\./,
    );
  });

  const many = xmlFeed(Array.from({ length: 3000 }, (_, at) => xmlItem(`p${at}${Math.sin(at)}`)));
  it.each([
    ['gzip', gzipSync(many), /feed\.xml cannot be read to its end: .*gzip -t/],
    ['zstd', zstdOf(many), /feed\.xml cannot be read to its end: .*zstd -t/],
    ['ZIP', zipOf({ 'a.xml': many }), /feed\.xml cannot be read as ZIP: .*[^.]\. Check that the copy is complete\./],
  ])('in %s is refused by its name', async (_, content, message) => {
    await expect(feed(content.subarray(0, content.length >> 1))).rejects.toThrow(message);
  });

  it('within its first tag is refused by its name', async () => {
    await expect(feed(upTo('xmlns', 7))).rejects.toThrow(/feed\.xml has no complete element of XML\. Check that the copy is complete/);
  });
});

describe('XML that is made to take the machine', () => {
  const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
  it.each([
    ['entities of entities', `<!DOCTYPE rss [<!ENTITY l0 "lol">${entities}]>`, '&l9;'],
    ['a file of the system', '<!DOCTYPE rss [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>', '&l9;'],
    ['a parameter entity', '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>', '&l9;'],
    ['a DTD elsewhere', '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">', 'T'],
  ])('by a DTD is read without it: %s', async (_, doctype, title) => {
    const read = await feed(xmlFeed([xmlItem('a', '', title)], `<?xml version="1.0"?>${doctype}`));
    expect(read.catalog.map((item) => item.title)).toEqual([title]);
  });

  const big = 'y'.repeat(10 * MIB);
  const list = (count: number, of: (at: number) => string): string => Array.from({ length: count }, (_, at) => of(at)).join('');
  it.each([
    ['depth beside products', () => '<x>'.repeat(300_000), /line 5: elements are nested more than 64 deep, the limit/],
    [
      'depth in a product',
      () => `<item><g:id>b</g:id><title>x</title>${'<x>'.repeat(300_000)}`,
      /line 5: elements are nested more than 64 deep/,
    ],
    ['a long attribute', () => `<item x="${big}"/>`, /line 5: a text is longer than 8 MiB, the limit/],
    ['many attributes', () => `<item ${list(400_000, (at) => `a${at}="1" `)}/>`, /line 5: the product is longer than 8 MiB, the limit/],
    ['a long text', () => `<item><title>${big}</title></item>`, /line 5: (?:a text|the product) is longer than 8 MiB, the limit/],
    ['a long comment', () => `<!-- ${big} -->`, /line 5: a text is longer than 8 MiB, the limit/],
    ['a long name', () => `<${big}/>`, /line 5: a text is longer than 8 MiB, the limit/],
    ['many elements', () => `<item>${list(600_000, (at) => `<e${at}/>`)}</item>`, /line 5: the product is longer than 8 MiB, the limit/],
    ['many elements of a name', () => `<item>${'<e/>'.repeat(600_000)}</item>`, /line 5: the product is longer than 8 MiB, the limit/],
  ])('is refused with file, line and limit: %s', async (_, piece, message) => {
    await expect(feed(xmlFeed([xmlItem('a'), piece()]))).rejects.toThrow(message);
  });

  it('by many prefixes is read', async () => {
    const prefixes = list(50_000, (at) => `xmlns:p${at}="u" `);
    expect((await feed(xmlFeed([xmlItem('a'), xmlItem('b').replace('<item>', `<item ${prefixes}>`)]))).catalog).toHaveLength(2);
  });

  it('by what unpacks to too much is refused', async () => {
    const bomb = xmlFeed([xmlItem('a'), ' '.repeat(70 * MIB)]);
    for (const content of [gzipSync(bomb), zipOf({ 'feed.xml': bomb })])
      await expect(feed(content)).rejects.toThrow(/unpacks to more than 64 MiB/);
  });

  it('by nothing but elements in elements has no product', async () => {
    await expect(feed('<a>'.repeat(340_000))).rejects.toThrow(/feed\.xml has no element with the id of a product/);
  });
});
