import { beforeAll, describe, expect, it } from 'vitest';
import type { ListContext } from '../../../src/engine/list/list-context.js';
import { type MadeList, makeList } from '../../../src/engine/list/make-list.js';
import { chooseSource } from '../../../src/engine/sources/choose-source.js';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { Pack } from '../../../src/types/pack.js';
import type { RecommendRequest } from '../../../src/types/request.js';
import { prototypeContent } from '../../fixtures/prototype-content.js';
import { filesByRole, tinyPack } from '../../fixtures/tiny-pack.js';

let pack: Pack;
let withPrototypes: Pack;
beforeAll(async () => {
  pack = await tinyPack();
  const encoded = await encodePack(prototypeContent());
  withPrototypes = decodePack(encoded.manifest, filesByRole(encoded));
});

const listed = async (request: RecommendRequest, events: readonly ShelfEvent[] = [], used = pack) => {
  const scorer = createJsScorer({ ...used, bias: used.popularity });
  const context: ListContext = { pack: used, scorer, profile: foldEvents(emptyProfile(), events), now: 10 };
  const source = await chooseSource(context, { kind: 'recommend', ...request });
  const made: MadeList = await makeList(context, source, { exclude: request.exclude, count: 8 });
  return { model: source.model, ids: made.items.map(({ id }) => id), ...made };
};

describe('an unknown shopper gets a list', () => {
  it('by newness if no item has data, on every page', async () => {
    const added = Float64Array.from({ length: pack.items }, (_, row) => (row === 7 ? 11 : row % 10));
    const unranked: Pack = {
      ...pack,
      popularity: new Float32Array(pack.items),
      meanPopularity: 0,
      numberColumn: (name) => (name === 'added' ? added : pack.numberColumn(name)),
    };
    const { model, ids, steps } = await listed({}, [], unranked);
    expect(model).toBe('new');
    expect(ids.slice(0, 4).every((id) => id.endsWith('-9'))).toBe(true);
    expect(steps[0]).toEqual({ name: 'newest', in: 40, out: 39 });
    const viewed: ShelfEvent = { id: '1', name: 'view_item', time: 1, items: [{ item_id: 'tent-1' }] };
    expect((await listed({}, [viewed], unranked)).model).toBe('personal');
  });

  it('in the order of the feed, and not as popular, if the pack has neither popularity nor dates', async () => {
    const unranked: Pack = { ...pack, popularity: new Float32Array(pack.items), meanPopularity: 0, numberColumn: () => null };
    const { model, ids, items } = await listed({}, [], unranked);
    expect([model, ids]).toEqual(['feed', Array.from({ length: 8 }, (_, row) => pack.idOf(row))]);
    expect(items.flatMap(({ reasons }) => reasons)).toEqual([]);
  });

  it('by the product the page is about', async () => {
    const { model, ids, steps } = await listed({ itemId: 'lamp-4', query: 'boot', category: 'Outdoor > stove' });
    expect(model).toBe('landing');
    expect(ids.every((id) => id.startsWith('lamp') && id !== 'lamp-4')).toBe(true);
    expect(steps[0]).toEqual({ name: 'landing item', in: 1, out: 1 });
  });

  it('else by the words of a search, popular items first', async () => {
    const { model, ids, steps } = await listed({ itemId: 'gone', query: '  MOOR boot!', category: 'Outdoor > stove' });
    expect(model).toBe('landing');
    expect(ids.slice(0, 5)).toEqual(['boot-1', 'boot-3', 'boot-5', 'boot-7', 'boot-9']);
    expect(steps.slice(0, 2)).toEqual([
      { name: 'landing item', in: 1, out: 0 },
      { name: 'landing query', in: 2, out: 5 },
    ]);
  });

  it('else by the category and its subcategories, in any notation', async () => {
    for (const category of ['Outdoor > stove', 'OUTDOOR > STOVE']) {
      const { ids, model } = await listed({ query: 'no such thing', category });
      expect(model).toBe('landing');
      expect(ids[0]).toBe('stove-0');
      expect(ids.every((id) => id.startsWith('stove'))).toBe(true);
    }
    expect((await listed({ category: 'Outdoor' })).ids[0]).toBe('tent-0');
    expect((await listed({ category: 'Outdoor > sto' })).model).toBe('popular');
  });

  it('else by the prototypes, weighted by their shoppers', async () => {
    const { model, items, steps } = await listed({ query: 'no such thing' }, [], withPrototypes);
    expect(model).toBe('prototypes');
    expect(steps.slice(0, 2)).toEqual([
      { name: 'landing query', in: 3, out: 0 },
      { name: 'prototype mix', in: 4, out: 12 },
    ]);
    expect(items[0].id).toBe('tent-0');
    expect(items.some(({ reasons }) => reasons.some((reason) => reason.kind === 'step' && reason.step === 'prototype mix'))).toBe(true);
  });

  it('else by popularity', async () => {
    const { model, ids } = await listed({ itemId: 'gone', query: '(((', category: 'none' });
    expect(model).toBe('popular');
    expect(ids.slice(0, 2)).toEqual(['tent-0', 'tent-1']);
  });

  it('with reasons that add up to the score, on every backend', async () => {
    const lists = [
      await listed({ itemId: 'lamp-4' }),
      await listed({ query: 'boot' }),
      await listed({ category: 'Outdoor > stove' }),
      await listed({}, [], withPrototypes),
      await listed({}),
    ];
    for (const { items } of lists)
      for (const { score, reasons } of items) expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
  });
});

describe('a shopper who answered a quiz', () => {
  const answer: ShelfEvent = {
    id: 'a',
    name: 'feedback',
    kind: 'more',
    time: 1,
    items: [{ item_id: 'boot-1' }],
    item_list_id: 'quiz-1',
  };

  it('gets a list by the answers, and by the whole history once it has more events', async () => {
    const { model, ids } = await listed({ itemId: 'lamp-4' }, [answer]);
    expect(model).toBe('quiz');
    expect(ids.every((id) => id.startsWith('boot'))).toBe(true);
    const viewed: ShelfEvent = { id: 'b', name: 'view_item', time: 2, items: [{ item_id: 'lamp-1' }] };
    expect((await listed({}, [answer, viewed])).model).toBe('personal');
  });
});
