import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkAttributes } from '../../../src/elements/request/check-attributes.js';

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  vi.spyOn(console, 'warn').mockImplementation((text: string) => void said.push(text));
});
afterEach(() => void vi.restoreAllMocks());

let number = 0;
/** An element reduced to its attributes; each has a name of its own, since a page is warned once per name. */
const KNOWN = ['list', 'scenario', 'item', 'count', 'layout', 'max-per', 'pictures', 'text-dismiss'];
function check(attributes: Readonly<Record<string, string>>): readonly string[] {
  checkAttributes(
    {
      localName: `onshelf-list-${++number}`,
      getAttribute: (name: string) => (Object.hasOwn(attributes, name) ? attributes[name] : null),
      getAttributeNames: () => Object.keys(attributes),
    } as unknown as Element,
    KNOWN,
  );
  return said;
}

describe('an element with attributes', () => {
  it('that are known, or belong to other tools, causes no warning', () => {
    const taken = {
      scenario: 'empty-search',
      count: '12',
      item: 'a',
      layout: 'grid',
      pictures: 'pack-then-own',
      'text-dismiss': 'Nein',
      'text-why-storage-failed': 'Voll',
    };
    expect(
      check({
        ...taken,
        class: 'x',
        id: 'y',
        title: 'z',
        itemid: 'i',
        style: '',
        'data-v-1': '',
        lang: 'de',
        hidden: '',
        'v-cloak': '',
        'x:y': '',
        '_ngcontent-a': '',
        onclick: '',
      }),
    ).toEqual([]);
  });

  it.each([
    [{ layout: 'columns' }, /"columns" is no layout of .*there are grid/],
    [{ pictures: 'packed' }, /"packed" is no pictures of .*did you mean "pack"/],
    [{ products: '3' }, /"products" is no attribute of .*there are list, scenario/],
    [{ 'max-pre': '3' }, /did you mean "max-per"/],
    [{ count: 'many' }, /count="many"/],
    [{ count: '0' }, /count="0"/],
    [{ senario: 'home' }, /did you mean "scenario"/],
    [{ counts: '3' }, /did you mean "count"/],
    [{ 'text-dismis': 'Nein' }, /did you mean "text-dismiss"/],
  ])('such as %j causes one warning', (attributes, words) => {
    expect(check(attributes as Record<string, string>)).toEqual([expect.stringMatching(words)]);
    expect(said[0]).toContain('[unknown-name]');
  });
});
