import { afterAll, describe, expect, it } from 'vitest';
import { DELIMITERS } from '../../../src/train/containers/detect-dialect.js';
import { readAll } from '../tools/read-all.js';
import { shopFolder } from '../tools/shop-files.js';

const folder = shopFolder();
afterAll(() => folder.remove());
const read = (text: string | Uint8Array, options = {}) => readAll(folder.put('table.csv', text), options);
const values = async (text: string) => (await read(text)).values;

const PLAIN = [
  { id: '1', title: 'Lamp' },
  { id: '2', title: 'Chair' },
];

describe('line ends', () => {
  it.each(['\n', '\r\n', '\r', '\r\r\n'])('are %j', async (end) => {
    expect(await values(['id,title', '1,Lamp', '2,Chair', ''].join(end))).toEqual(PLAIN);
    expect(await values(['id,title', '1,Lamp', '2,Chair'].join(end))).toEqual(PLAIN);
  });

  it('may be mixed, and empty lines are none', async () => {
    expect(await values('id,title\r\n1,Lamp\n\n\r\n2,Chair\r')).toEqual(PLAIN);
  });

  it('are counted: a record has the line that it starts on', async () => {
    const { records } = await read('id,title\r\n1,"a\nb"\n\n2,c\r\r\n3,d\r4,e');
    expect(records.map(({ line }) => line)).toEqual([2, 5, 6, 7]);
  });
});

describe('quotes', () => {
  it.each([
    ['hold separators and doubled quotes', 'id,title\n1,"a, ""b"" c"', 'a, "b" c'],
    ['hold line breaks', 'id,title\n1,"a\r\nb"', 'a\nb'],
    ['may have blanks around them', 'id,title\n1 , "b, c" ', 'b, c'],
    ['inside a field are characters', 'id,title\n1,19" rack', '19" rack'],
    ['that are not closed are characters', 'id,title\n1,"5 inch', '"5 inch'],
    ['may have text after them', 'id,title\n1,"5" pan', '5 pan'],
    ['may be escaped by a backslash where the file does so', 'id,title\n1,"a \\"b\\", c"\n2,"d \\"e\\", f"', 'a "b", c'],
    ['do not end at a backslash elsewhere', 'id,title\n1,"C:\\"\n2,"x"', 'C:\\'],
    ['may be in a header', '"id" , "title"\n1,x', 'x'],
  ])('%s', async (_, text, title) => {
    expect((await values(text))[0]).toMatchObject({ title });
  });

  it('that are not closed do not swallow the rows below', async () => {
    expect(await values('id,title\n1,"5 inch\n2,Chair\n3,"a"\n')).toEqual([
      { id: '1', title: '"5 inch' },
      { id: '2', title: 'Chair' },
      { id: '3', title: 'a' },
    ]);
  });
});

describe('what is above the header', () => {
  it.each([
    ['a separator for Excel', 'sep=;\nid;title\n1;Lamp\n2;Chair'],
    ['a quoted one', '"sep=;"\r\nid;title\r\n1;Lamp\r\n2;Chair'],
    ['comments', '# made by a tool, today\n# second\nid,title\n1,Lamp\n2,Chair'],
    ['empty lines', '\n\nid,title\n1,Lamp\n2,Chair'],
    ['a mark', '\ufeffid,title\n1,Lamp\n2,Chair'],
    ['a mark and a separator', '\ufeffsep=,\nid,title\n1,Lamp\n2,Chair'],
    ['a number sign of the header itself', '#id,title\n1,Lamp\n2,Chair'],
  ])('is no record: %s', async (_, text) => {
    const { values: found, records } = await read(text);
    expect(found.map((row) => Object.values(row))).toEqual(PLAIN.map((row) => Object.values(row)));
    expect(records[0].line).toBe(text.split('\n').findIndex((line) => line.includes('Lamp')) + 1);
  });

  it('may be missing: names can be given', async () => {
    expect((await read('1,Lamp\n2,Chair', { columns: ['id', 'title'] })).values).toEqual(PLAIN);
  });
});

describe('separators', () => {
  it.each(DELIMITERS)('are told by the rows: %j', async (delimiter) => {
    expect(await values(['id,title', '1,Lamp', '2,Chair'].map((line) => line.replace(',', delimiter)).join('\n'))).toEqual(PLAIN);
  });

  it('are not those that occur in names and texts', async () => {
    expect(await values('id;name, short;price\n1;a, b;1,50\n2;c, d, e;2,50')).toEqual([
      { id: '1', 'name, short': 'a, b', price: '1,50' },
      { id: '2', 'name, short': 'c, d, e', price: '2,50' },
    ]);
    expect(await values('id,a|b|c|d\n1,x\n2,y')).toEqual([
      { id: '1', 'a|b|c|d': 'x' },
      { id: '2', 'a|b|c|d': 'y' },
    ]);
  });
});

describe('rows with another number of fields than the header', () => {
  it('are told by line and are no records', async () => {
    const { faults, values: found } = await read('id,title,price\n1,Lamp\n2,Chair,oak,10\n3,Desk,20\n');
    expect(faults).toEqual(['2: fewer fields than the header', '3: more fields than the header']);
    expect(found).toEqual([{ id: '3', title: 'Desk', price: '20' }]);
  });

  it('are not those with empty fields at the end', async () => {
    const { faults, values: found } = await read('id,title\n1,Lamp,\n2,Chair, ,\n');
    expect([faults, found]).toEqual([[], PLAIN]);
  });

  it('are not those that lack columns without a name at the end', async () => {
    const { faults, values: found } = await read('id,title,,\n1,Lamp\n2,Chair,,\n');
    expect([faults, found]).toEqual([[], PLAIN]);
  });
});

describe('a header', () => {
  it('with a name twice gives the first, and tells', async () => {
    const { values: found, columns, notes } = await read('id,title,title,\u00a0brand \n1,a,b,c\n');
    expect(columns).toEqual(['id', 'title', 'brand']);
    expect(found).toEqual([{ id: '1', title: 'a', brand: 'c' }]);
    expect(notes).toEqual(['columns-repeated']);
  });

  it('may have names that objects have of their own', async () => {
    const { records } = await read('id,__proto__,constructor\n1,a,b\n');
    expect(Object.entries(records[0].values)).toEqual([
      ['id', '1'],
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });
});
