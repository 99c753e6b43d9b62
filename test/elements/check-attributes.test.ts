import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkAttributes } from '../../src/elements/check-attributes.js';

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  vi.spyOn(console, 'warn').mockImplementation((text: string) => void said.push(text));
});
afterEach(() => void vi.restoreAllMocks());

let number = 0;
/** An element reduced to its attributes; each has a name of its own, since a page is warned once per name. */
function check(attributes: Readonly<Record<string, string>>): readonly string[] {
  checkAttributes({
    localName: `onshelf-list-${++number}`,
    getAttribute: (name: string) => (Object.hasOwn(attributes, name) ? attributes[name] : null),
    getAttributeNames: () => Object.keys(attributes),
  } as unknown as Element);
  return said;
}

describe('an element with attributes', () => {
  it('that are known, or belong to other tools, causes no warning', () => {
    const taken = { scenario: 'empty-search', count: '12', item: 'a', 'text-dismiss': 'Nein', 'text-why-storage-failed': 'Voll' };
    expect(check({ ...taken, class: 'x', id: 'y', title: 'z', itemid: 'i', style: '', 'data-v-1': '', lang: 'de', hidden: '' })).toEqual(
      [],
    );
  });

  it.each([
    [{ scenario: 'nonsense' }, /"nonsense" is no scenario of .*there are home, product/],
    [{ scenario: 'produkt' }, /did you mean "product"/],
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
