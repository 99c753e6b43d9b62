import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../cli/tools/shop-files.js';
import { codesOf, dropsOf, shopFeed } from '../../intake/tools/read-shop.js';
import { zipOf } from '../tools/shop-files.js';
import { xmlFeed, xmlItem, zstdOf } from './tools/xml-feed.js';

const folder = temporaryFolder();
const GOOGLE = 'http://base.google.com/ns/1.0';
const feed = (content: string | Uint8Array) => shopFeed(folder, content, 'feed.xml');
const titles = async (content: string | Uint8Array): Promise<(string | undefined)[]> =>
  (await feed(content)).catalog.map(({ title }) => title);

describe('an XML feed', () => {
  const whole = xmlFeed([xmlItem('a'), xmlItem('b', '', 'Grüne Jacke'), xmlItem('c')]);

  it.each<[string, string | Uint8Array]>([
    ['as it is', whole],
    ['gzip', gzipSync(whole)],
    ['ZIP', zipOf({ 'feed.xml': whole })],
    ['zstd', zstdOf(whole)],
    ['CRLF', whole.replaceAll('\n', '\r\n')],
    ['empty lines above it', `\n\n${whole}`],
    ['no declaration', whole.slice(whole.indexOf('<rss'))],
  ])('is read: %s', async (_, content) => {
    expect(await titles(content)).toEqual(['Title a', 'Grüne Jacke', 'Title c']);
  });

  const as = (encoding: string): string => whole.replace('UTF-8', encoding);
  const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
  it.each<[string, Buffer, string | null]>([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${whole}`), null],
    ['UTF-16LE', wide(as('UTF-16')), null],
    ['UTF-16LE with a mark', wide(`\ufeff${as('UTF-16')}`), null],
    ['UTF-16BE', wide(as('UTF-16')).swap16(), null],
    ['UTF-16BE with a mark', wide(`\ufeff${as('UTF-16')}`).swap16(), null],
    ['ISO-8859-1, as it says', Buffer.from(as('ISO-8859-1'), 'latin1'), null],
    ['windows-1252, as it says', Buffer.from(as('windows-1252'), 'latin1'), null],
    ['windows-1252, and names none', Buffer.from(whole.replace(' encoding="UTF-8"', ''), 'latin1'), 'encoding-windows-1252'],
    ['windows-1252, and says UTF-8', Buffer.from(whole, 'latin1'), 'encoding-windows-1252'],
    ['UTF-8, and says ISO-8859-1', Buffer.from(as('ISO-8859-1')), 'encoding-declared-wrong'],
    ['UTF-8, and says UTF-16', Buffer.from(as('UTF-16')), 'encoding-declared-wrong'],
    ['UTF-8, and says US-ASCII', Buffer.from(as('US-ASCII')), 'encoding-declared-wrong'],
  ])('is read in its encoding: %s', async (_, content, code) => {
    const read = await feed(content);
    expect(read.catalog.map(({ title }) => title)).toEqual(['Title a', 'Grüne Jacke', 'Title c']);
    expect(codesOf(read).filter((name) => name.startsWith('encoding'))).toEqual(code === null ? [] : [code]);
  });

  it('in an encoding that nobody knows is refused by its name', async () => {
    await expect(feed(as('x-klingon'))).rejects.toThrow('feed.xml is in the encoding "x-klingon", which is not known. Save it as UTF-8.');
  });

  it('with letters that are damaged in an attribute tells it', async () => {
    const broken = Buffer.from('<list><product id="é" title="x" price="1 EUR"/><product id="ü" title="y€é€" price="1 EUR"/></list>');
    broken[broken.indexOf(0xc3)] = 0xff;
    const read = await feed(broken);
    expect(dropsOf(read)).toEqual({ 'invalid UTF-8 in the id': 1 });
    expect(read.catalog).toMatchObject([{ id: 'ü' }]);
  });
});

describe('a form of XML', () => {
  const fields = (prefix: string): string => `<${prefix}id>a</${prefix}id><${prefix}price>1 EUR</${prefix}price>`;
  it.each([
    ['another prefix for Google', `<rss xmlns:ns0="${GOOGLE}"><channel><item>${fields('ns0:')}<title>Tent</title></item></channel></rss>`],
    [
      'g for something else',
      `<rss xmlns:x="${GOOGLE}" xmlns:g="http://o"><channel><item><g:id>no</g:id>${fields('x:')}<g:price>9</g:price><title>Tent</title></item></channel></rss>`,
    ],
    ['Google as default namespace', `<feed xmlns="${GOOGLE}"><entry>${fields('')}<title>Tent</title></entry></feed>`],
    [
      'all in one prefix',
      `<ns0:shop xmlns:ns0="http://o"><ns0:product>${fields('ns0:')}<ns0:title>Tent</ns0:title></ns0:product></ns0:shop>`,
    ],
    [
      'Atom in a prefix',
      `<a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns:g="${GOOGLE}"><a:id>tag:shop</a:id><a:entry><a:id>tag:1</a:id>${fields('g:')}<a:title>Tent</a:title></a:entry></a:feed>`,
    ],
    [
      'Atom names in RSS',
      `<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:g="${GOOGLE}"><channel><item>${fields('g:')}<atom:title>Tent</atom:title></item></channel></rss>`,
    ],
    [
      'RSS 1.0',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:g="${GOOGLE}"><channel rdf:about="https://s.example"><title>Shop</title><items><rdf:Seq><rdf:li rdf:resource="x"/></rdf:Seq></items></channel><item rdf:about="x"><title>Tent</title>${fields('g:')}</item></rdf:RDF>`,
    ],
  ])('is read: %s', async (_, content) => {
    expect((await feed(content)).catalog).toEqual([{ id: 'a', title: 'Tent', price: 1, currency: 'EUR' }]);
  });

  it.each([
    ['RSS 2.0', '<rss><channel><title>Shop</title><item><title>Tent</title><guid isPermaLink="false">a</guid></item></channel></rss>'],
    ['RSS 1.0', '<rdf:RDF xmlns:rdf="http://r"><item rdf:about="a"><title>Tent</title></item></rdf:RDF>'],
  ])("without a shop's ids has those of %s, and says so", async (_, content) => {
    const read = await feed(content);
    expect(read.catalog).toMatchObject([{ id: 'a', title: 'Tent' }]);
    expect(codesOf(read)).toContain('id-assumed');
  });

  it('has prices and ids of the product alone, not those of its shipping', async () => {
    const shipping = '<g:shipping><g:id>z</g:id><g:country>DE</g:country><g:price>4.90 EUR</g:price></g:shipping>';
    const { catalog } = await feed(xmlFeed([xmlItem('a', shipping + shipping), `<item><title>No id</title>${shipping}</item>`]));
    expect(catalog).toMatchObject([{ id: 'a', price: 12.5 }]);
  });

  it('has its picture, not further ones', async () => {
    const picture = (name: string, number: number): string => `<g:${name}>https://p.example/${number}.jpg</g:${name}>`;
    const pictures = picture('additional_image_link', 2) + picture('image_link', 1) + picture('additional_image_link', 3);
    expect((await feed(xmlFeed([xmlItem('a', pictures)]))).catalog).toMatchObject([{ image_link: 'https://p.example/1.jpg' }]);
  });

  it('has HTML of CDATA as plain text, and no & of it is taken for a fault', async () => {
    const read = await feed(xmlFeed([xmlItem('a', '<description><![CDATA[<p>Big &amp; <b>bold</b></p> Q&A]]></description>')]));
    expect(read.descriptions).toEqual(['Big & bold Q&A']);
    expect(codesOf(read)).not.toContain('xml-repaired');
  });

  it('is not changed by comments and processing instructions', async () => {
    const read = await feed(
      xmlFeed(['<?php x ?><!-- <item><g:id>no</g:id></item> -->', '<item><g:id>b<!-- & --></g:id><title>T<?x y?>U</title></item>']),
    );
    expect(read.catalog).toMatchObject([{ id: 'b', title: 'TU' }]);
    expect(codesOf(read)).not.toContain('xml-repaired');
  });

  it('gives every variant of a product, however many', async () => {
    const variants = Array.from({ length: 3000 }, (_, at) => `<variant><id>v${at}</id></variant>`).join('');
    expect((await feed(xmlFeed([xmlItem('a', `<variants>${variants}</variants>`)]))).catalog).toHaveLength(3000);
  });

  it('is found after a long list of something else', async () => {
    const categories = `<categories>${'<category><name>Tents</name></category>'.repeat(40_000)}</categories>`;
    expect((await feed(xmlFeed([categories, xmlItem('a')]))).catalog).toMatchObject([{ id: 'a' }]);
  });
});

describe('products of an XML feed that are no items', () => {
  it('are counted by reason, each with the line of the first', async () => {
    const read = await feed(xmlFeed([xmlItem('a'), xmlItem('b'), xmlItem('a'), '<item><title>No id</title></item>', xmlItem('a')]));
    expect(read.catalog.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(read.rows).toBe(5);
    expect(read.dropped.map(({ reason, count, first }) => [reason, count, first.line])).toEqual([
      ['duplicate id', 2, 6],
      ['missing id', 1, 7],
    ]);
  });
});
