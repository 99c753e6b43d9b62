import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { idsIn, readRequest, requestAttributes } from '../../../src/elements/request/request-attributes.js';
import { CALL_PARAMETERS } from '../../../src/engine/call/call-parameters.js';

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  vi.spyOn(console, 'warn').mockImplementation((text: string) => void said.push(text));
});
afterEach(() => void vi.restoreAllMocks());

let number = 0;
const read = (attributes: Readonly<Record<string, string>>): object =>
  readRequest({
    localName: `onshelf-list-${++number}`,
    getAttribute: (name: string) => (Object.hasOwn(attributes, name) ? attributes[name] : null),
  } as unknown as Element);

it('each parameter of a list call has an attribute, but those that the element sets itself', () => {
  const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const own = [
    'kind',
    'count',
    'itemId',
    'scenario',
    'recommendationId',
    'repeats',
    'within',
    'presetNotes',
    'shown',
    'arm',
    'shopOrder',
    'context',
    'neutral',
  ];
  const parameters = Object.keys(CALL_PARAMETERS).filter((name) => !own.includes(name));
  expect(
    requestAttributes()
      .map((name) => (name === 'items' ? 'itemIds' : camel(name)))
      .sort(),
  ).toEqual(parameters.sort());
});

it('attributes are read as numbers, truths, ids and JSON', () => {
  expect(
    read({
      items: 'a b, c',
      exclude: 'viewed',
      diversity: '0.5',
      'in-stock': 'false',
      ranker: '',
      filter: 'price < 50',
      'max-per': '{"brand": 2}',
      'exclude-seen': '[{"event": "view_item", "times": 3}]',
    }),
  ).toEqual({
    itemIds: ['a', 'b', 'c'],
    exclude: 'seen',
    diversity: 0.5,
    inStock: false,
    ranker: true,
    filter: 'price < 50',
    maxPer: { brand: 2 },
    excludeSeen: [{ event: 'view_item', times: 3 }],
  });
  expect(said).toEqual([]);
});

it.each([
  [{ diversity: 'much' }, /diversity="much".*not a number/],
  [{ diversity: '' }, /not a number/],
  [{ 'in-stock': 'maybe' }, /"true" or "false"/],
  [{ pins: '{id: 1}' }, /not JSON/],
  [{ exclude: 'sean' }, /did you mean "seen"/],
])('a value that cannot be read, such as %j, is reported once and left out', (attributes, words) => {
  expect(read(attributes as Record<string, string>)).toEqual({});
  expect(said).toEqual([expect.stringMatching(words)]);
});

it('ids with blanks or commas in them are written in JSON', () => {
  expect(idsIn('["a b", "c,d", 7]')).toEqual(['a b', 'c,d', '7']);
  expect(idsIn(' a,b \n c ')).toEqual(['a', 'b', 'c']);
});
