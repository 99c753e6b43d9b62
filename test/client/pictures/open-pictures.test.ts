import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPictures } from '../../../src/client/pictures/open-pictures.js';
import type { PackPictures } from '../../../src/types/privacy/pictures.js';

const shard = (ids: string[], ...texts: string[]): PackPictures['shards'][number] => ({
  ids,
  offsets: Uint32Array.from([0, ...texts.map((_, at) => texts.slice(0, at + 1).join('').length)]),
  bytes: new TextEncoder().encode(texts.join('')),
});
const found: PackPictures = { size: 96, shards: [shard(['a', 'b'], 'one', 'twelve'), shard(['c'], 'three')], notes: [] };

afterEach(() => void vi.restoreAllMocks());

describe('small pictures in a page', () => {
  it('have an address each, made once, with the bytes of that item alone', async () => {
    const pictures = openPictures(found, new AbortController().signal);
    expect([pictures.size, ...pictures.ids]).toEqual([96, 'a', 'b', 'c']);
    const url = pictures.urlOf('b') ?? '';
    expect(url).toMatch(/^blob:/);
    expect(pictures.urlOf('b')).toBe(url);
    const answer = await fetch(url);
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['image/webp', 'twelve']);
    expect(pictures.urlOf('d')).toBeNull();
  });

  it('are freed when the shelf is closed, and none is made after it', () => {
    const revoke = vi.spyOn(URL, 'revokeObjectURL');
    const closing = new AbortController();
    const pictures = openPictures(found, closing.signal);
    const urls = [pictures.urlOf('a'), pictures.urlOf('c')];
    closing.abort();
    expect(revoke.mock.calls.flat()).toEqual(urls);
    expect([pictures.urlOf('a'), pictures.urlOf('b')]).toEqual([null, null]);
  });

  it('that cannot be drawn are told by false, never by an error', async () => {
    const pictures = openPictures(found, new AbortController().signal);
    expect(await pictures.draw('a', {} as HTMLCanvasElement)).toBe(false);
    expect(await pictures.draw('d', {} as HTMLCanvasElement)).toBe(false);
  });
});
