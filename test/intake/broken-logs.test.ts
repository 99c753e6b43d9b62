import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../cli/tools/shop-files.js';
import { zstdOf } from '../train/feed/tools/xml-feed.js';
import { zipOf } from '../train/tools/shop-files.js';
import { codesOf, dropsOf, shopLog } from './tools/read-shop.js';

const folder = temporaryFolder();
const HEAD = 'user_id,item_id,timestamp,event';
const ROWS = Array.from({ length: 40 }, (_, row) => `u${row % 8},grün-${row % 5},${1_782_000_000 + row * 60},view_item`);
const text = (rows: readonly string[] = ROWS): string => `${[HEAD, ...rows].join('\n')}\n`;
const inserted = (at: number, ...rows: readonly string[]): string => text([...ROWS.slice(0, at), ...rows, ...ROWS.slice(at)]);
const wide = Buffer.from(text(), 'utf16le');
const read = (content: string | Uint8Array) => shopLog(folder, content, 'log.csv');

describe('a log in another encoding or container', () => {
  const semicolons = text().replaceAll(',', ';');
  it.each<[string, string | Uint8Array]>([
    ['UTF-16LE', wide],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${text()}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(wide).swap16()],
    ['UTF-16BE with a mark', Buffer.from(`\ufeff${text()}`, 'utf16le').swap16()],
    ['gzip of UTF-16', gzipSync(wide)],
    ['gzip', gzipSync(text())],
    ['zstd', zstdOf(text())],
    ['ZIP', zipOf({ 'log.csv': text() })],
    ['sep=;', `sep=;\n${semicolons}`],
    ['sep=; in quotes, with CRLF', `"sep=;"\r\n${semicolons.replaceAll('\n', '\r\n')}`],
    ['sep= and a tab', `sep=\t\n${text().replaceAll(',', '\t')}`],
    ['SEP=| in UTF-16', Buffer.from(`\ufeffSEP=|\r\n${text().replaceAll(',', '|')}`, 'utf16le')],
    ['CR as line end', text().replaceAll('\n', '\r')],
  ])('has the same events: %s', async (_, content) => {
    const log = await read(content);
    expect([log.rows, log.userIds.length, [...log.itemIds].sort()]).toEqual([40, 8, ['grün-0', 'grün-1', 'grün-2', 'grün-3', 'grün-4']]);
    expect([dropsOf(log), codesOf(log)]).toEqual([{}, []]);
  });
});

describe('a log with broken rows', () => {
  it.each<[string, string | Uint8Array, number, readonly (readonly [string, number, number])[]]>([
    [
      'fewer and more fields',
      inserted(20, 'u1,grün-1', 'u1,grün-1,1782000000,view_item,more', 'u2'),
      43,
      [
        ['fewer fields than the header', 2, 22],
        ['more fields than the header', 1, 23],
      ],
    ],
    ['an end within a row', text().slice(0, -12), 40, [['fewer fields than the header', 1, 41]]],
    [
      'an end within a letter',
      Buffer.from(text()).subarray(0, Buffer.from(text()).lastIndexOf('ü') + 1),
      40,
      [['fewer fields than the header', 1, 41]],
    ],
    ['an end within a letter of UTF-16', wide.subarray(0, 1001), 16, [['fewer fields than the header', 1, 17]]],
    ['a quote left open at the start of a row', inserted(20, '"u1,grün-1,1782000000,view_item'), 41, []],
    ['a quote left open in the last row', inserted(40, 'u1,"grün-1,1782000000,view_item'), 41, []],
    ['quotes left open in every row', text(ROWS.map((row) => `"${row}`)), 40, []],
  ])('counts each that it leaves out, with its line: %s', async (_, content, rows, dropped) => {
    const log = await read(content);
    expect(log.rows).toBe(rows);
    expect(log.dropped.map(({ reason, count, first }) => [reason, count, first.line])).toEqual(dropped);
  });

  const packed = gzipSync(text(Array.from({ length: 20_000 }, (_, row) => `u${row},i${Math.sin(row)},${1_782_000_000 + row},view_item`)));
  it.each([
    ['in the middle', packed.subarray(0, packed.length >> 1)],
    ['before its checksum', packed.subarray(0, -4)],
  ])('is refused where its gzip ends %s', async (_, content) => {
    await expect(read(content)).rejects.toThrow(/log\.csv cannot be read to its end: .*Check that the copy is complete: gzip -t/);
  });

  it('is refused as XML, and as a web page with structured data', async () => {
    await expect(read('<?xml version="1.0"?><log/>')).rejects.toThrow(/log\.csv is XML\. Only product feeds may be XML/);
    await expect(read('<!doctype html><script type="application/ld+json">{"@type":"Product"}</script>')).rejects.toThrow(/is a web page/);
  });
});
