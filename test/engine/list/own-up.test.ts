import { describe, expect, it } from 'vitest';
import type { CallAnswer } from '../../../src/engine/answer-call.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import { openEncoded } from '../../../src/train/packing/make-pack.js';
import type { Pack } from '../../../src/types/pack.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { ask, contextOf, event } from '../list-fixture.js';

const content = tinyContent();
const isLamp = (row: number): boolean => content.catalog[row].id.startsWith('lamp');
const isBoot = (row: number): boolean => content.catalog[row].id.startsWith('boot');

/** A small log's pack: nobody knows the lamps, and the boots are filled from content. */
async function smallPack(): Promise<Pack> {
  const { offsets, items, similarities } = content.neighbours;
  const kept = Array.from(items, (_, entry) => !isLamp(offsets.findLastIndex((start) => start <= entry)));
  const fromContent = new Uint8Array(Math.ceil(content.catalog.length / 8));
  for (const row of content.catalog.keys()) if (isBoot(row)) fromContent[row >> 3] |= 1 << (row & 7);
  const encoded = await encodePack({
    ...content,
    factors: content.factors.map((value, at) => (isLamp(Math.floor(at / content.dimensions)) ? 0 : value)),
    neighbours: {
      offsets: offsets.map((offset) => kept.slice(0, offset).filter(Boolean).length),
      items: items.filter((_, entry) => kept[entry]),
      similarities: similarities.filter((_, entry) => kept[entry]),
    },
    fromContent,
  });
  return openEncoded(encoded);
}

const pack = await smallPack();
const context = { ...contextOf([], pack), scorer: createJsScorer({ ...pack, bias: pack.popularity }) };
const relatedTo = (itemId: string, count = 8): Promise<CallAnswer> => ask(context, { kind: 'related', itemId, count });
const codes = ({ trace }: CallAnswer): string[] => trace.notes.map(({ code }) => code);

describe('a list that nothing but popularity speaks for', () => {
  it('is served by popularity, with that reason and a note, for every item, and else never has an item that is called similar', async () => {
    for (const [row, { id }] of content.catalog.entries()) {
      const answer = await relatedTo(id);
      const similar = answer.items.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'similar'));
      expect(similar.length === 0, id).toBe(answer.servedBy.model === 'popular');
      expect(answer.servedBy.model === 'popular', id).toBe(isLamp(row));
      for (const { score, reasons } of answer.items) expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
    }
    expect(codes(await relatedTo('lamp-3'))).toEqual(['filled-up']);
  });

  it('says how many of its items are filled up', async () => {
    const answer = await relatedTo('tent-0', 40);
    expect(answer.servedBy.model).toBe('related');
    expect(answer.trace.notes.find(({ code }) => code === 'filled-up')?.message).toMatch(/^\d+ of 39 items are listed for .*popularity/);
  });

  it('is not personal, though the shopper’s history made it', async () => {
    const viewed = { ...context, profile: contextOf([event('view_item', 'lamp-1')], pack).profile };
    const answer = await ask(viewed, { kind: 'recommend', count: 6 });
    expect(answer.servedBy.model).toBe('popular');
    expect(codes(answer)).toEqual(['filled-up']);
  });

  it('has no note where popularity is what was asked for', async () => {
    expect(codes(await ask(context, { kind: 'trending', count: 6 }))).toEqual([]);
    expect(codes(await ask(context, { kind: 'recommend', count: 6 }))).toEqual([]);
  });
});

describe('a list of items that are alike in content alone', () => {
  it('is served by content, with that in its reasons and a note', async () => {
    const answer = await relatedTo('boot-2', 5);
    expect(answer.servedBy.model).toBe('content');
    expect(answer.items[0].reasons[0]).toMatchObject({ kind: 'similar', itemId: 'boot-2', by: 'content' });
    expect(codes(answer)).toEqual(['filled-up']);
    expect(answer.trace.notes[0].message).toBe('5 of 5 items are listed for content alone.');
  });

  it('is told apart from what shoppers know', async () => {
    const answer = await relatedTo('tent-0', 5);
    expect(answer.servedBy.model).toBe('related');
    expect(codes(answer)).toEqual([]);
    expect(answer.items[0].reasons[0]).not.toHaveProperty('by');
  });
});
