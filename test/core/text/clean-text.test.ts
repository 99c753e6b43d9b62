import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanText, isolate } from '../../../src/core/text/clean-text.js';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the test searches for these.
const SIGNS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

it('a third-party text is shown without invisible characters', () => {
  expect(cleanText('\u202eevil\u2069 tent\u0000\n\tfor two\u2028')).toBe('evil tent  for two');
  expect(cleanText('אוהל לשניים')).toBe('אוהל לשניים');
  expect(cleanText('👨‍👩‍👧 tent')).toBe('👨‍👩‍👧 tent');
  expect([undefined, null, {}, Symbol('s'), 7].map(cleanText)).toEqual(['', '', '', '', '7']);
});

it('a very long text is cut to a line or two', () => {
  expect(cleanText('x'.repeat(10_000))).toBe(`${'x'.repeat(200)}…`);
  expect(cleanText(`${'x'.repeat(199)}😀😀`)).toBe(`${'x'.repeat(199)}😀…`);
});

it('no character is split, wherever a text was cut before', () => {
  for (const before of [198, 199, 200, 201, 798, 799, 800]) {
    const shown = cleanText('x'.repeat(before) + '😀'.repeat(400));
    expect(shown).not.toMatch(/\p{Surrogate}/u);
    expect([...shown].length).toBe(201);
  }
  expect(cleanText(`${'\u0000'.repeat(799)}😀`)).toBe('');
  expect(cleanText('tent \ud83d')).toBe('tent');
  expect(cleanText('\ude00 tent')).toBe('tent');
});

it('hidden parts of a text are removed: tag characters, zero-width characters, and whole terminal escapes', () => {
  expect(cleanText('tent\u{e0041}\u{e0073}\u{e007f}\u{e0001}')).toBe('tent');
  expect(cleanText('te\u200bnt\u2060\ufeff\u2064')).toBe('tent');
  expect(cleanText('\u001b[31mred\u001b[0m \u009b1;4mtent\u001b[2K\u001b[')).toBe('red tent[');
});

it('no text contains a character that changes the direction of its surroundings', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !SIGNS.test(cleanText(text))));
  const turns = fc.array(fc.constantFrom('\u202e', '\u2066', '\u2069', '\u200f', 'a', 'ש', '1'));
  fc.assert(
    fc.property(turns, (parts) => /^(\u2068[^\u2066-\u2069]*\u2069|[^\u2066-\u2069]*)$/.test(isolate(parts.join(''), 'looked at {item}'))),
  );
});

it('a right-to-left name is isolated from the sentence, and so is any name in a right-to-left sentence', () => {
  expect(isolate('אוהל', 'Goes with {item}')).toBe('\u2068אוהל\u2069');
  expect(isolate('tent', 'מתאים ל{item}')).toBe('\u2068tent\u2069');
  expect(isolate('tent', 'Goes with {item}')).toBe('tent');
});
