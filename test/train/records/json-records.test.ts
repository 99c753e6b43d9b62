import { afterAll, describe, expect, it } from 'vitest';
import { JsonSplitter } from '../../../src/train/records/json-splitter.js';
import { readAll } from '../tools/read-all.js';
import { shopFolder } from '../tools/shop-files.js';

const folder = shopFolder();
afterAll(() => folder.remove());
const read = (text: string) => readAll(folder.put('feed.json', text));

const ITEMS = [
  { id: '1', title: 'a "b" {c} [d]', tags: ['x', 'y'], price: { value: '1.50' } },
  { id: '2', title: 'é\\', tags: [], price: null },
];
const [ONE, TWO] = [
  '{"id":1,"title":"a \\"b\\" {c} [d]","tags":["x","y"],"price":{"value":1.50}}',
  '{"id":2,"title":"é\\\\","tags":[],"price":null}',
];
const pretty = (text: string): string => JSON.stringify(JSON.parse(text), null, 2).replace('1.5', '1.50');

describe('JSON', () => {
  it.each([
    ['a record per line', `${ONE}\n${TWO}\n`],
    ['a record per line, CRLF', `${ONE}\r\n\r\n${TWO}`],
    ['records on one line', `${ONE} ${TWO}${''}`],
    ['an array', `[${ONE},${TWO}]`],
    ['an array with a record per line', `[\n${ONE},\n${TWO}\n]\n`],
    ['a pretty array', `[\n${pretty(ONE)},\n${pretty(TWO)}\n]`],
    ['pretty records one after another', `${pretty(ONE)}\n${pretty(TWO)}\n`],
    ['a list in an object', `{"products":[${ONE},${TWO}]}`],
    [
      'a list in an object, with more beside it',
      `{"total":2,"next":null,"shop":{"name":"[{"},"products":[${ONE},${TWO}],"page":1,"tags":["x"]}`,
    ],
    ['a pretty list in an object', `{\n  "name": "feed",\n  "data": {\n    "items": [\n${pretty(ONE)},\n${pretty(TWO)}\n] } }`],
    ['an object per page', `{"page":1,"products":[${ONE}]}\n{"page":2,"products":[${TWO}]}\n`],
    ['GraphQL', `{"data":{"products":{"edges":[{"cursor":"x","node":${ONE}},{"node":${TWO}}]}}}`],
    ['a search engine', `{"took":3,"hits":{"total":{"value":2},"hits":[{"_id":"1","_source":${ONE}},{"_id":"2","_source":${TWO}}]}}`],
  ])('is read as %s', async (_, text) => {
    const { values, faults } = await read(text);
    expect([values, faults]).toEqual([ITEMS, []]);
  });

  it('with lists in a record is not taken for a list of records', async () => {
    const order = '{"user_id":"u1","event":"purchase","items":[{"item_id":"p-1"},{"item_id":"p-2"}]}';
    expect((await read(order)).values).toEqual([JSON.parse(order)]);
    expect((await read(`${order}\n${order}`)).values).toHaveLength(2);
    expect((await read(`{"type":"order","lines":[{"sku":"p-1"}]}\n`.repeat(2))).values).toHaveLength(2);
  });

  it('keeps numbers as they are written', async () => {
    const numbers = [
      '1515915625519388009',
      '1.0',
      '1.10',
      '-0.5',
      '1e3',
      '12345678901234567890123',
      '0.0000001',
      '7',
      '123456789012345.75',
    ];
    const text = `{"numbers":[${numbers.join(',')}],"yes":true,"id":"x"}`;
    expect((await read(`${text}\n${text}\n`)).values[1]).toEqual({ numbers, yes: 'true', id: 'x' });
    for (const number of numbers) expect((await read(`{"id":${number},"a":"b"}\n`)).values).toEqual([{ id: number, a: 'b' }]);
  });

  it('that is damaged is told by line, and the rest is read', async () => {
    expect((await read(`${ONE}\n{"id":\n[1,2]\nnonsense\n${TWO}\n`)).faults).toEqual([
      '2: unreadable line (not a JSON object)',
      '3: unreadable line (not a JSON object)',
      '4: unreadable line (not a JSON object)',
    ]);
    const cut = await read(`[${ONE},\n"text", 5,\n{"id":2,\n"title":`);
    expect(cut.values).toHaveLength(1);
    expect(cut.faults).toEqual([
      '2: unreadable line (not a JSON object)',
      '2: unreadable line (not a JSON object)',
      '3: unreadable line (not a JSON object)',
    ]);
  });

  it('nested beyond the limit is refused', async () => {
    const deep = (levels: number): string => `{"id":1.0,"deep":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    await expect(read(`${ONE}\n${deep(70)}\n`)).rejects.toThrow(/line 2: lists and objects are nested more than 64 deep/);
    await expect(read(`${ONE}\n${deep(70).replace('1.0', '1')}\n`)).rejects.toThrow(
      /line 2: lists and objects are nested more than 64 deep/,
    );
  });

  it('keeps names that objects have of their own, at any depth', async () => {
    const { records } = await read('{"id":1,"__proto__":{"a":"b"}}\n');
    expect(Object.keys(records[0].values)).toEqual(['id', '__proto__']);
    expect(Object.getPrototypeOf(records[0].values)).toBeNull();
  });
});

describe('a splitter of JSON', () => {
  it('gives the same records however the text is parted', () => {
    const text = `\ufeff[${ONE},\n${pretty(TWO)}, "odd", 7 , [1],\n${ONE}]`.slice(1);
    const whole = new JsonSplitter('f', { isLines: false, list: [] }).add(text, true);
    expect(whole.filter(({ isObject }) => isObject)).toHaveLength(3);
    for (let size = 1; size < 40; size++) {
      const splitter = new JsonSplitter('f', { isLines: false, list: [] });
      const found = [];
      for (let at = 0; at < text.length; at += size) found.push(...splitter.add(text.slice(at, at + size)));
      found.push(...splitter.add('', true));
      expect(found).toEqual(whole);
    }
  });
});
