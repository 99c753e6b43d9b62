import { describe, expect, it } from 'vitest';
import { buildPack } from '../../../src/train/build-pack.js';
import type { Evaluation } from '../../../src/train/evaluate/evaluation.js';
import type { EvaluationRequest } from '../../../src/train/evaluate/evaluation-request.js';
import { evaluateModels } from '../../../src/train/evaluate-models.js';
import { shuffledUsers } from '../../../src/train/log/shuffled-users.js';
import { removeItemEvents, sampleItems } from '../../../src/train/measure/remove-items.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../../src/train/models/train-settings.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { nextItemCases } from '../../../src/train/split/next-item-cases.js';
import { onshelf } from '../../cli/tools/run-onshelf.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';
import { interactionsOf } from '../tools/interactions-of.js';

const folder = temporaryFolder();

/** A shop of twelve themes with ten items each. Titles name the theme; shoppers keep to it. Content decides. */
const THEMES = 12;
const PER_THEME = 10;
const themed = Array.from({ length: THEMES * PER_THEME }, (_, item) => ({
  id: `i${item}`,
  title: `theme${item % THEMES} thing${Math.floor(item / THEMES)} for sale`,
}));
const rows: string[] = [];
for (let shopper = 0; shopper < 600; shopper++) {
  for (const [event, place] of shuffledUsers(PER_THEME, shopper).slice(0, 5).entries()) {
    rows.push(`${shopper + 1000},i${(shopper % THEMES) + THEMES * place},${1_700_000_000 + event * 3600}`);
  }
}
const log = put(folder, 'themes.csv', ['user_id,item_id,timestamp', ...rows].join('\n'));
const feed = put(folder, 'themes.jsonl', themed.map((item) => JSON.stringify(item)).join('\n'));
const settings = { ...DEFAULT_TRAIN_SETTINGS, threads: 1, dimensions: 16, iterations: 4 };
const database = { threads: 1, memoryLimit: '256MB' };

const evaluate = (more: Partial<EvaluationRequest>): Promise<Evaluation> =>
  evaluateModels(
    {
      events: [log],
      logOptions: {},
      catalog: [feed],
      feedOptions: {},
      content: { used: true, embeddings: [] },
      newItems: 0.15,
      split: { protocol: 'held-out-users', folds: [0] },
      maskHistory: undefined,
      cutoffs: [10],
      models: ['blend'],
      resamples: 0,
      settings,
      database,
      now: Date.UTC(2026, 0),
      ...more,
    },
    SILENT_PROGRESS,
  );

const hitRateOf = ({ slices }: Evaluation, wanted: string): number =>
  slices.find(({ slice }) => slice === wanted)?.figures['HR@10'] ?? Number.NaN;

describe('new items', () => {
  it('are found by what their titles say, and hardly at the price of the others', async () => {
    const [with_, without] = [await evaluate({}), await evaluate({ content: { used: false, embeddings: [] } })];
    expect(hitRateOf(without, 'item 0')).toBe(0);
    expect(hitRateOf(with_, 'item 0')).toBeGreaterThan(0.3);
    expect(hitRateOf(with_, 'item 21+')).toBeGreaterThan(0.9 * hitRateOf(without, 'item 21+'));
    expect(with_.notes.join(' ')).toMatch(/Content is used for items (without shoppers|with fewer than \d shoppers): strength/);
    expect(without.notes.join(' ')).not.toMatch(/Content/);
  });

  it('get the same lists as before where the feed says nothing of them', async () => {
    const mute = put(folder, 'mute.jsonl', themed.map(({ id }) => JSON.stringify({ id })).join('\n'));
    const [with_, without] = [
      await evaluate({ catalog: [mute] }),
      await evaluate({ catalog: [mute], content: { used: false, embeddings: [] } }),
    ];
    expect({ ...with_.rows[0], trainSeconds: 0 }).toEqual({ ...without.rows[0], trainSeconds: 0 });
  });

  it('leave no trace in what is learned from', () => {
    const interactions = interactionsOf([[0, 1, 2], [1], [2, 1]], 3);
    const { offsets, itemRows, times } = removeItemEvents(interactions, Uint8Array.of(0, 1, 0));
    expect([[...offsets], [...itemRows], [...times]]).toEqual([
      [0, 2, 2, 3],
      [0, 2, 2],
      [0, 2, 4],
    ]);
    expect(sampleItems(1000, 0.1, 1)).toEqual(sampleItems(1000, 0.1, 1));
    expect(sampleItems(1000, 0.1, 1)).not.toEqual(sampleItems(1000, 0.1, 2));
    expect(sampleItems(1000, 0.1, 1).reduce((sum, chosen) => sum + chosen, 0)).toBeCloseTo(100, -2);
  });

  it('are waited for at every step of a shopper that leads to an item they did not know', () => {
    const interactions = interactionsOf(
      [
        [0, 1, 0, 2],
        [2, 0],
      ],
      3,
    );
    const ids = ['a', 'b', 'c'];
    const every = nextItemCases({ log: interactions, users: [0, 1], itemIds: ids, counts: () => true, most: 10, seed: 1 });
    expect(every.map(({ user, target, profile }) => [user, target, profile.interactions.length]).sort()).toEqual([
      [0, 1, 1],
      [0, 2, 3],
      [1, 0, 1],
    ]);
    expect(nextItemCases({ log: interactions, users: [1], itemIds: ids, counts: (row) => row === 0, most: 10, seed: 1 })).toHaveLength(1);
    expect(nextItemCases({ log: interactions, users: [0, 1], itemIds: ids, counts: () => true, most: 2, seed: 1 })).toHaveLength(2);
  });
});

describe('a build', () => {
  const build = (out: string, catalog: string) =>
    buildPack(
      {
        catalog: [catalog],
        feedOptions: {},
        content: { used: true, embeddings: [] },
        events: [log],
        logOptions: {},
        out: `${folder}/${out}`,
        settings,
        database,
        created: '2026-01-01T00:00:00Z',
        now: Date.UTC(2026, 0),
      },
      SILENT_PROGRESS,
    );

  it('has a model card with the gain of new items from content, measured on shoppers not used for tuning', async () => {
    const fresh = { id: 'fresh', title: 'theme3 thing99 for sale' };
    const path = put(folder, 'fresh.jsonl', [...themed, fresh].map((item) => JSON.stringify(item)).join('\n'));
    const { models } = await build('fresh', path);
    const card = models.find(({ name }) => name === 'content');
    expect(card?.parameters.strength).toBeGreaterThan(0);
    // Lists of twenty out of so few items hold some new ones by chance.
    expect(card?.metrics['new items, HR@20 without content']).toBeLessThan(0.3);
    expect(card?.metrics['new items, HR@20']).toBeGreaterThan(0.5);
  });

  it('accepts feeds of one item, of one category, or without text', async () => {
    const one = put(folder, 'one.csv', ['user_id,item_id,timestamp', '1,i0,1', '2,i0,2'].join('\n'));
    for (const [name, items] of [
      ['one', [{ id: 'i0', title: 'alone' }]],
      [
        'category',
        [
          { id: 'i0', product_type: 'All' },
          { id: 'i1', product_type: 'All' },
        ],
      ],
      ['mute', [{ id: 'i0' }, { id: 'i1' }]],
      [
        'hanzi',
        [
          { id: 'i0', title: '登山帐篷' },
          { id: 'i1', title: '登山帐篷' },
        ],
      ],
    ] as const) {
      const path = put(folder, `${name}.jsonl`, items.map((item) => JSON.stringify(item)).join('\n'));
      const { code } = await onshelf(
        'build',
        '--catalog',
        path,
        '--events',
        one,
        '--out',
        `${folder}/${name}`,
        '--dimensions',
        '4',
        '--memory',
        '256MB',
      );
      expect(code, name).toBe(0);
      expect((await onshelf('verify', `${folder}/${name}`)).code, name).toBe(0);
    }
  });
});

describe('the command line', () => {
  it('rejects embeddings together with --without-content', async () => {
    const { code, errors } = await onshelf(
      'build',
      '--catalog',
      feed,
      '--events',
      log,
      '--out',
      folder,
      '--embeddings',
      'x',
      '--without-content',
    );
    expect(code).toBe(2);
    expect(errors).toMatch(/--embeddings and --without-content cannot be combined/);
  });
});
