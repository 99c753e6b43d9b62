import { describe, expect, it } from 'vitest';
import { contentTokens } from '../../../src/train/content/content-tokens.js';

describe('the words of a text', () => {
  it('are equal for all forms of the same letters', () => {
    for (const text of ['Crème brûlée', 'CREME BRULEE', 'cre\u0300me bru\u0302le\u0301e', 'crème-brûlée!']) {
      expect(contentTokens(text)).toEqual(['creme', 'brulee']);
    }
    expect(contentTokens("Women's ½ l")).toEqual(contentTokens('women’s ½ l'));
  });

  it('are found in many scripts', () => {
    expect(contentTokens('Палатка на двоих')).toEqual(['палатка', 'на', 'двоих']);
    expect(contentTokens('خيمة لشخصين')).toEqual(['خيمة', 'لشخصين']);
    expect(contentTokens('दो लोगों का तंबू')).toEqual(['दो', 'लोगों', 'का', 'तंबू']);
    expect(contentTokens('텐트 2인용')).toEqual(['텐트', '2인용']);
  });

  it('are pairs of characters in scripts without spaces', () => {
    expect(contentTokens('登山帐篷 2kg')).toEqual(['登山', '山帐', '帐篷', '2kg']);
    expect(contentTokens('テント')).toEqual(['テン', 'ント']);
    expect(contentTokens('茶')).toEqual(['茶']);
    expect(contentTokens('LED灯')).toEqual(['灯', 'led']);
  });

  it('are empty where there are no letters', () => {
    for (const text of ['', '   ', '!!! — ★', '\u{1F3D5}\uFE0F']) expect(contentTokens(text)).toEqual([]);
  });
});
