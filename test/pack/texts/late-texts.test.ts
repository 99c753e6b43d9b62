import { describe, expect, it } from 'vitest';
import { OnshelfError } from '../../../src/core/onshelf-error.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { splitTexts } from '../../../src/pack/encode/split-texts.js';
import { withLateTexts } from '../../../src/pack/texts/late-texts.js';
import { withAllTexts } from '../../../src/pack/texts/with-all-texts.js';
import { openEncoded } from '../../../src/train/packing/make-pack.js';
import type { Pack } from '../../../src/types/pack.js';
import { largeCatalog } from '../../fixtures/large-catalog.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';

const ITEMS = 9000;
const EARLY = 10;
const catalog = largeCatalog(ITEMS);
const popularity = Float32Array.from(catalog, (_, row) => 1 - row / ITEMS);
const none = { offsets: new Uint32Array(ITEMS + 1), items: new Uint32Array(), similarities: new Float32Array() };
const content = {
  ...tinyContent(),
  form: 'compact' as const,
  popularity,
  factors: new Float32Array(ITEMS * 4),
  dimensions: 4,
  spaces: [],
  neighbours: none,
};
const whole = openEncoded(await encodePack({ ...content, catalog }));
const split = openEncoded(await encodePack({ ...content, ...splitTexts(catalog, popularity, EARLY) }));

/** The pack, whose files of texts come one by one when the test says so. */
const heldBack = (): { pack: Pack; letGo: () => Promise<void>; fail: () => void } => {
  const waiting: { go: () => void; fail: (error: Error) => void }[] = [];
  const openFile: Pack['openFile'] = (role, name) =>
    new Promise((resolve, reject) => {
      waiting.push({ go: () => resolve(split.openFile?.(role, name) ?? new Uint8Array()), fail: reject });
    });
  return {
    pack: { ...split, openFile },
    letGo: async () => {
      waiting.shift()?.go();
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    fail: () => waiting.shift()?.fail(new OnshelfError('pack-unreachable', 'offline')),
  };
};
const answerOf = (pack: Pack, rows: readonly number[]) => ({
  items: rows.map((row) => ({ id: pack.idOf(row), score: 0, reasons: [], item: pack.itemOf(row) })),
  trace: { notes: [] },
});
const records = (rows: readonly number[]) => rows.map((row) => whole.itemOf(row));
const rows = [0, EARLY, 8191, 8192, ITEMS - 1];

describe('texts in files of their own', () => {
  it('make the same records and columns as texts in the catalogue', async () => {
    const pack = await withAllTexts(split);
    const sample = [...catalog.keys()].filter((row) => row % 97 === 0 || rows.includes(row));
    expect(sample.map((row) => pack.itemOf(row))).toEqual(records(sample));
    for (const name of ['title', 'link', 'image_link', 'item_group_id'] as const) {
      const [joined, own] = [pack.textColumn(name), whole.textColumn(name)];
      expect(Buffer.compare(joined?.bytes ?? Buffer.alloc(0), own?.bytes ?? Buffer.alloc(1))).toBe(0);
      expect(joined?.offsets.every((offset, row) => offset === own?.offsets[row])).toBe(true);
    }
  });

  it('are missing from the catalogue, but for those of the most popular items', () => {
    expect(split.itemOf(EARLY - 1)).toEqual(whole.itemOf(EARLY - 1));
    expect(split.itemOf(EARLY)).not.toHaveProperty('title');
    expect(split.itemOf(EARLY)).toMatchObject({ id: catalog[EARLY].id, price: catalog[EARLY].price });
  });

  it('are awaited by a list that has their items', async () => {
    const { pack: bare, letGo } = heldBack();
    const pack = withLateTexts(bare);
    const filling = pack.lateTexts?.fill(answerOf(pack, rows.slice(0, 3)));
    await letGo();
    expect((await filling)?.items.map(({ item }) => item)).toEqual(records(rows.slice(0, 3)));
    await letGo();
    await pack.lateTexts?.whole;
    expect(rows.map((row) => pack.itemOf(row))).toEqual(records(rows));
  });

  it('are not awaited by a list of popular items', async () => {
    const pack = withLateTexts(heldBack().pack);
    const answer = answerOf(pack, [0, 1]);
    expect(await pack.lateTexts?.fill(answer)).toBe(answer);
  });

  it('are missing, with a note, from a list that waited a second', async () => {
    const { pack: bare, letGo } = heldBack();
    const pack = withLateTexts(bare);
    await letGo();
    const filled = await pack.lateTexts?.fill(answerOf(pack, rows));
    expect(filled?.trace.notes).toEqual([{ code: 'texts-loading', message: expect.stringContaining('of 2 items') }]);
    expect(filled?.items.slice(0, 3).map(({ item }) => item)).toEqual(records(rows.slice(0, 3)));
    expect(filled?.items[3].item).not.toHaveProperty('title');
  });

  it('are awaited by a rule that reads them, which fails without them, and by no other', async () => {
    const { lateTexts } = withLateTexts(heldBack().pack);
    await expect(lateTexts?.before({ filter: 'title == "Boots"' })).rejects.toMatchObject({ code: 'pack-unreachable' });
    await lateTexts?.before({ filter: 'price < 50' });
  });

  it('are fetched again after a failure, when a list needs them', async () => {
    const { pack: bare, letGo, fail } = heldBack();
    const pack = withLateTexts(bare);
    fail();
    await expect(pack.lateTexts?.whole).rejects.toMatchObject({ code: 'pack-unreachable' });
    const filling = pack.lateTexts?.fill(answerOf(pack, rows));
    await letGo();
    await letGo();
    expect((await filling)?.items.map(({ item }) => item)).toEqual(records(rows));
  });
});
