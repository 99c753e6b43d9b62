import { beforeAll, describe, expect, it } from 'vitest';
import { createEventId } from '../../../src/core/events/event-id.js';
import type { ListContext } from '../../../src/engine/list/list-context.js';
import { type MadeList, makeList } from '../../../src/engine/list/make-list.js';
import { personalSource } from '../../../src/engine/list/personal-source.js';
import type { RankingSource } from '../../../src/engine/list/ranking-source.js';
import { recentSource } from '../../../src/engine/sources/recent-source.js';
import { relatedSource } from '../../../src/engine/sources/related-source.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import type { EventName, ShelfEvent } from '../../../src/types/event.js';
import type { Pack } from '../../../src/types/pack.js';
import type { Exclude } from '../../../src/types/request.js';
import type { Scorer } from '../../../src/types/scoring/scorer.js';
import { tinyPack } from '../../fixtures/tiny-pack.js';

let pack: Pack;
let scorer: Scorer;
beforeAll(async () => {
  pack = await tinyPack();
  scorer = createJsScorer({ ...pack, bias: pack.popularity });
});

let time = 0;
const event = (name: EventName, itemId: string, rest: Partial<ShelfEvent> = {}): ShelfEvent => ({
  id: createEventId(++time),
  name,
  time,
  items: [{ item_id: itemId }],
  ...rest,
});
type Listed = MadeList & Pick<RankingSource, 'model'>;
const contextOf = (events: ShelfEvent[], now = time): ListContext => ({ pack, scorer, profile: foldEvents(emptyProfile(), events), now });
const listed = async (context: ListContext, source: RankingSource, exclude: Exclude, count: number): Promise<Listed> => ({
  ...(await makeList(context, source, { exclude, count })),
  model: source.model,
});
const ranked = (events: ShelfEvent[], exclude: Exclude = 'bought', count = 8): Promise<Listed> => {
  const context = contextOf(events);
  return listed(context, personalSource(context), exclude, count);
};
const ids = ({ items }: MadeList): string[] => items.map(({ id }) => id);

describe('a list', () => {
  it('is the popular items for an unknown shopper, and reports that', async () => {
    const ranking = await ranked([]);
    expect(ranking.model).toBe('popular');
    expect(ids(ranking).slice(0, 3)).toEqual(['tent-0', 'tent-1', 'tent-2']);
  });

  it('is boots after viewing boots', async () => {
    const ranking = await ranked([event('view_item', 'boot-1'), event('view_item', 'boot-2')]);
    expect(ranking.model).toBe('personal');
    expect(ids(ranking).every((id) => id.startsWith('boot'))).toBe(true);
  });

  it('never contains bought or hidden items', async () => {
    const ranking = await ranked(
      [event('view_item', 'boot-1'), event('purchase', 'boot-2'), event('feedback', 'boot-3', { kind: 'hide' })],
      'bought',
      40,
    );
    expect(ids(ranking)).not.toContain('boot-2');
    expect(ids(ranking)).not.toContain('boot-3');
    expect(ids(ranking)).toContain('boot-1');
    expect(ranking.excluded).toBe(2);
  });

  it('contains bought items on request, but still no hidden ones', async () => {
    const ranking = await ranked([event('purchase', 'boot-2'), event('dismiss', 'boot-3')], 'none', 40);
    expect(ids(ranking)).toContain('boot-2');
    expect(ids(ranking)).not.toContain('boot-3');
  });

  it('leaves out all viewed items on request', async () => {
    expect(ids(await ranked([event('view_item', 'boot-1')], 'seen', 40))).not.toContain('boot-1');
  });

  it('is the same after an event was added and forgotten', async () => {
    const kept = [event('view_item', 'boot-1'), event('view_item', 'lamp-4')];
    const now = time;
    const list = (events: ShelfEvent[]) => {
      const context = contextOf(events, now);
      return listed(context, personalSource(context), 'bought', 40);
    };
    const before = await list(kept);
    await list([...kept, event('view_item', 'tent-3')]);
    expect(await list(kept)).toEqual(before);
  });
});

describe('the reasons of every item', () => {
  it('add up to its score', async () => {
    const ranking = await ranked(
      [event('view_item', 'boot-1'), event('add_to_cart', 'lamp-4'), event('view_item', 'tent-3'), event('rate', 'stove-3', { value: 1 })],
      'bought',
      40,
    );
    for (const { score, reasons } of ranking.items) {
      const sum = reasons.reduce((total, reason) => total + reason.contribution, 0);
      expect(Math.abs(sum - score)).toBeLessThanOrEqual(1e-12 * Math.abs(score));
    }
  });

  it('add up if followers and seen items count', async () => {
    const events = [event('view_item', 'boot-1'), event('view_item', 'lamp-4')];
    const usual = pack.manifest.encoder;
    const encoder = { ...usual, followerDecay: 0.5, seenDecay: 0.3, blend: { ...usual.blend, followers: 2, seen: 3 } };
    const following = { ...pack, followers: pack.neighbours, manifest: { ...pack.manifest, encoder } };
    const context = { ...contextOf(events), pack: following };
    const { items } = await listed(context, personalSource(context), 'none', 40);
    expect(items[0].id).toBe('lamp-4');
    for (const { score, reasons } of items) {
      // Only float32 rounding remains; a missing part would add to "rest".
      const rest = reasons.find(({ kind }) => kind === 'rest')?.contribution ?? 0;
      const named = reasons.filter(({ kind }) => kind !== 'rest').reduce((total, reason) => total + reason.contribution, 0);
      expect(named + rest).toBeCloseTo(score, 9);
      expect(Math.abs(rest)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(score)));
    }
  });

  it('name the event with the largest effect: what the score would lose without it', async () => {
    const events = [event('view_item', 'boot-1'), event('add_to_cart', 'boot-5'), event('view_item', 'tent-3')];
    const [first] = (await ranked(events)).items;
    expect(first.reasons[0]).toMatchObject({ kind: 'event', itemId: 'boot-5', name: 'add_to_cart' });
  });

  it('are popularity alone for an unknown shopper', async () => {
    const [first] = (await ranked([])).items;
    expect(first.reasons).toEqual([{ kind: 'popular', contribution: first.score }]);
  });
});

describe('related items', () => {
  it('are alike, without the item itself', async () => {
    const context = contextOf([]);
    const { items } = await listed(context, relatedSource(context, 'lamp-4'), 'bought', 9);
    expect(items.every(({ id }) => id.startsWith('lamp') && id !== 'lamp-4')).toBe(true);
    expect(
      items
        .map(({ id }) => id)
        .slice(0, 2)
        .sort(),
    ).toEqual(['lamp-3', 'lamp-5']);
  });
});

describe('recently viewed items', () => {
  it('come latest first, each once, without hidden ones', async () => {
    const context = contextOf([
      event('view_item', 'boot-1'),
      event('view_item', 'lamp-1'),
      event('view_item', 'boot-1'),
      event('view_item', 'tent-1'),
      event('dismiss', 'tent-1'),
      event('view_item', 'no longer sold'),
    ]);
    expect(ids(await listed(context, recentSource(context), 'bought', 10))).toEqual(['boot-1', 'lamp-1']);
  });
});
