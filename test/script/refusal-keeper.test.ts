import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readRefusal } from '../../src/core/page/refusal-note.js';
import { consentSource, refusalOf } from '../../src/script/consent-source.js';
import { createRefusalKeeper } from '../../src/script/refusal-keeper.js';

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  });
});
afterEach(() => void vi.unstubAllGlobals());

describe('a refusal', () => {
  it('is noted at once if something is stored', () => {
    kept.set('onshelf:onshelf', '{"since":5}');
    const before = Date.now();
    createRefusalKeeper(() => 'onshelf').record('denied');
    const refusal = readRefusal('onshelf');
    expect(refusal?.word).toBe('denied');
    expect(refusal?.at).toBeGreaterThanOrEqual(before);
  });

  it('is about the profile of the account at the device', () => {
    const account = '0123456789abcdef';
    kept.set('onshelf-profile:onshelf', account);
    for (const name of ['onshelf', `p-${account}-onshelf`]) kept.set(`onshelf:${name}`, '{"since":5}');
    createRefusalKeeper(() => 'onshelf').record('denied');
    expect(readRefusal('onshelf')).toBeNull();
    expect(readRefusal(`p-${account}-onshelf`)?.word).toBe('denied');
  });

  it('leaves no trace if nothing was ever stored', () => {
    createRefusalKeeper(() => 'onshelf').record('denied');
    expect(kept.size).toBe(0);
  });

  it('is no older than the withdrawn consent, whatever the clock shows', () => {
    const future = Date.now() + 86_400_000;
    kept.set('onshelf:onshelf', JSON.stringify({ since: future }));
    createRefusalKeeper(() => 'onshelf').record('erased');
    expect(readRefusal('onshelf')).toEqual({ word: 'erased', at: future });
  });

  it.each(['', 'null', '7', '{"since":"x"}', '{"since":1e999}', '[]'])('is noted beside a note of the log that says %j', (text) => {
    kept.set('onshelf:onshelf', text);
    createRefusalKeeper(() => 'onshelf').record('denied');
    expect(readRefusal('onshelf')?.at).toBeLessThanOrEqual(Date.now());
  });

  it('applies to a name that is set later, until consent is granted', () => {
    for (const name of ['a', 'b', 'c']) kept.set(`onshelf:${name}`, '{}');
    let name = 'a';
    const keeper = createRefusalKeeper(() => name);
    keeper.record('denied');
    name = 'b';
    keeper.renamed();
    expect(readRefusal('b')?.word).toBe('denied');
    keeper.record(null);
    name = 'c';
    keeper.renamed();
    expect(readRefusal('c')).toBeNull();
  });
});

describe('a consent', () => {
  it('has the source that the call names, else the page before any interaction, else none', () => {
    expect(consentSource({ by: 'shopper' }, false)).toEqual({ by: 'shopper' });
    expect(consentSource({ by: 'page' }, true)).toEqual({ by: 'page' });
    expect(consentSource({ by: 'me' }, true)).toEqual({});
    expect(consentSource(undefined, false)).toEqual({ by: 'page' });
    expect(consentSource(null, undefined)).toEqual({});
  });

  it('that the page withdraws by itself is noted as erased, and any other as denied', () => {
    expect(refusalOf('granted', {})).toBeNull();
    expect(refusalOf('unknown', { by: 'shopper' })).toBe('erased');
    expect(refusalOf('denied', { by: 'shopper' })).toBe('denied');
    expect(refusalOf('denied', { by: 'page' })).toBe('erased');
    expect(refusalOf('denied', {})).toBe('denied');
  });
});

describe('whoever leaves', () => {
  it('is no longer noted as the account at the device, and keeps what is stored', () => {
    kept.set('onshelf-profile:onshelf', '0123456789abcdef');
    kept.set('onshelf:onshelf', '{"since":5}');
    createRefusalKeeper(() => 'onshelf').leave();
    expect(kept.has('onshelf-profile:onshelf')).toBe(false);
    expect(readRefusal('onshelf')).toBeNull();
  });

  it('as a guest leaves a log that is void', () => {
    kept.set('onshelf:onshelf', '{"since":5}');
    createRefusalKeeper(() => 'onshelf').leave();
    expect(readRefusal('onshelf')?.word).toBe('erased');
  });
});
