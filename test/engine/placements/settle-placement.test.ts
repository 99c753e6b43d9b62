import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawArm } from '../../../src/engine/placements/draw-arm.js';
import { fetchForAll } from '../../../src/engine/placements/fetch-for-all.js';
import { experimentFault, type ShopperFacts, settlePlacement } from '../../../src/engine/placements/settle-placement.js';
import type { Note } from '../../../src/types/note.js';
import type { Placement } from '../../../src/types/scenarios.js';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const nobody: ShopperFacts = { now: NOW, meets: async () => false, firstEvent: async () => undefined };
const choose = async (placement: unknown, facts: Partial<ShopperFacts> = {}) => {
  const notes: Note[] = [];
  const chosen = await settlePlacement(placement as Record<string, unknown>, 'home-top', { ...nobody, ...facts }, notes);
  return { ...chosen, notes };
};

describe('a placement', () => {
  it('has its own parameters, and none of the fields that are for the shop', async () => {
    const placement: Placement = { list: 'trending', count: 4, filter: 'price < 50', repeats: true, campaigns: [] };
    expect(await choose(placement)).toEqual({
      list: 'trending',
      parameters: { count: 4, filter: 'price < 50' },
      repeats: true,
      isShopOrder: false,
      notes: [],
    });
  });

  it('has the settings of a campaign from its first moment to the one before its last, in any offset', async () => {
    const campaign = { name: 'sale', from: '2026-06-01T14:00:00+02:00', until: '2026-06-01T12:00:01Z', count: 8 };
    const count = async (now: number) => (await choose({ count: 4, campaigns: [campaign] }, { now })).parameters.count;
    expect(await Promise.all([NOW - 1, NOW, NOW + 999, NOW + 1000].map(count))).toEqual([4, 8, 8, 4]);
  });

  it('has the first campaign that applies, and asks for the audience only of those whose time it is', async () => {
    const asked: unknown[] = [];
    const meets: ShopperFacts['meets'] = async (audience) => {
      asked.push(audience);
      return audience.brand === 'B';
    };
    const campaigns = [
      { name: 'past', until: '2026-05-01T00:00Z', audience: { brand: 'P' } },
      { name: 'a', audience: { brand: 'A' } },
      { name: 'b', audience: { brand: 'B' } },
      { name: 'everybody', count: 1 },
    ];
    expect((await choose({ campaigns }, { meets })).campaign).toBe('b');
    expect(asked).toEqual([{ brand: 'A' }, { brand: 'B' }]);
  });

  it.each([
    ['a campaign without an offset', { campaigns: [{ name: 'x', from: '2026-06-01T00:00:00', count: 9 }] }, /"from" is no time/],
    ['a campaign on a day that there is not', { campaigns: [{ name: 'x', from: '2026-02-30T00:00:00Z', count: 9 }] }, /"from" is no time/],
    [
      'a campaign that ends before it begins',
      { campaigns: [{ name: 'x', from: '2026-06-02T00:00Z', until: '2026-06-01T00:00Z' }] },
      /"until"/,
    ],
    ['campaigns that are no list', { campaigns: { count: 9 } }, /it is a list of campaigns/],
    ['a campaign that is a text', { campaigns: ['x'] }, /the campaign at place 0/],
    ['an audience that is a text', { campaigns: [{ name: 'x', audience: 'all', count: 9 }] }, /"audience" is an object/],
    [
      'an experiment whose shares are too few',
      {
        experiment: {
          name: 'e',
          variants: [
            { name: 'a', share: 0.5 },
            { name: 'b', share: 0.4 },
          ],
        },
      },
      /add up to 0.9/,
    ],
    ['a list that there is not', { list: 'bestsellers' }, /there are recommend/],
    ['the list "next"', { list: 'next' }, /there are recommend/],
  ])('goes without %s, and says so', async (_what, part, message) => {
    const { notes, ...rest } = await choose({ count: 4, ...part }, { firstEvent: async () => 'one' });
    expect(rest).toEqual({ list: 'recommend', parameters: { count: 4 }, repeats: false, isShopOrder: false });
    expect(notes).toEqual([{ code: 'bad-argument', message: expect.stringMatching(message) }]);
  });

  it('of an object that is no text is read without an error, as JSON may name members anything', async () => {
    const strange = { toString: '', valueOf: 1, toJSON: 2 };
    const placement = { list: strange, experiment: { name: strange, variants: [{ name: strange, share: 1 }] } };
    const { notes } = await choose(placement, { meets: async () => true, firstEvent: async () => 'one' });
    expect(notes.map(({ code }) => code)).toEqual(['bad-argument', 'bad-argument']);
    await fetchForAll({ campaigns: [{ filter: strange, boost: strange, attributes: [strange] }] }, () =>
      Promise.reject(new Error('no pack')),
    );
  });

  it('of any JSON is read without an error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          list: fc.jsonValue(),
          campaigns: fc.jsonValue(),
          experiment: fc.jsonValue(),
          repeats: fc.jsonValue(),
          count: fc.jsonValue(),
        }),
        async (placement) => {
          const { notes } = await choose(placement, { meets: async () => true, firstEvent: async () => 'one' });
          expect(notes.every(({ code }) => code === 'bad-argument')).toBe(true);
        },
      ),
    );
  });
});

describe('an experiment', () => {
  const experiment = {
    name: 'bold',
    variants: [{ name: 'bright', share: 0.5, boost: 'margin' }],
    control: { share: 0.5 },
  } as const;
  const groups = async (placement: Placement) => {
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, shopper) => choose(placement, { firstEvent: async () => `event-${shopper}` })),
    );
    return { bright: all.find(({ arm }) => arm?.arm === 'bright'), control: all.find(({ arm }) => arm?.arm === 'control') };
  };

  it('gives its variant on top of the campaign, and the control group the list without any rule', async () => {
    const placement: Placement = {
      list: 'trending',
      count: 4,
      filter: 'price < 50',
      pins: [{ id: 'tent-0', place: 0 }],
      campaigns: [{ name: 'sale', boost: 'popularity', count: 6 }],
      experiment,
    };
    const { bright, control } = await groups(placement);
    expect(bright?.parameters).toMatchObject({ filter: 'price < 50', boost: 'margin', count: 6 });
    expect(control).toMatchObject({ list: 'trending', parameters: { count: 6 }, isShopOrder: false });
    expect(Object.keys(control?.parameters ?? {})).toEqual(['count']);
  });

  it('may give its control group the order of the shop', async () => {
    const { bright, control } = await groups({ experiment: { ...experiment, control: { share: 0.5, order: 'shop' } } });
    expect([bright?.isShopOrder, control?.isShopOrder]).toEqual([false, true]);
  });

  it('has nobody in it of whom nothing is recorded, and nobody out of its time', async () => {
    expect(await choose({ experiment })).toMatchObject({ experiment: 'bold' });
    expect((await choose({ experiment })).arm).toBeUndefined();
    const late = await choose({ experiment: { ...experiment, until: '2026-01-01T00:00Z' } }, { firstEvent: async () => 'one' });
    expect([late.experiment, late.arm]).toEqual([undefined, undefined]);
  });

  it('draws groups of about the shares, whatever the name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,32}$/), (name) => {
        const drawn = Array.from({ length: 3000 }, (_, shopper) => drawArm(name, `01J${shopper}`, [0.2, 0.5, 0.3]));
        const shares = [0, 1, 2].map((arm) => drawn.filter((one) => one === arm).length / drawn.length);
        // Six standard deviations.
        for (const [arm, share] of [0.2, 0.5, 0.3].entries()) expect(Math.abs(shares[arm] - share)).toBeLessThan(0.06);
      }),
      { numRuns: 20 },
    );
  });

  it('draws a shopper for one experiment as if there were no other', () => {
    const both = Array.from(
      { length: 4000 },
      (_, shopper) => drawArm('one', `01J${shopper}`, [0.5, 0.5]) + 2 * drawArm('two', `01J${shopper}`, [0.5, 0.5]),
    );
    for (const pair of [0, 1, 2, 3]) expect(Math.abs(both.filter((one) => one === pair).length / both.length - 0.25)).toBeLessThan(0.04);
  });

  it('never draws a group without a share', () => {
    fc.assert(fc.property(fc.string(), (shopper) => drawArm('e', shopper, [0, 1, 0]) === 1));
  });

  it.each([
    [{ ...experiment, name: 'With-hyphen' }, /its "name"/],
    [{ ...experiment, variants: [{ name: 'control', share: 0.5 }] }, /not "control"/],
    [
      {
        ...experiment,
        variants: [
          { name: 'a', share: 0.2 },
          { name: 'a', share: 0.3 },
        ],
      },
      /one name/,
    ],
    [{ ...experiment, control: undefined, variants: [{ name: 'a', share: 1 }] }, /nothing to compare/],
    [{ ...experiment, control: { share: 0.5, order: 'best' } }, /"order" of "plain" or "shop"/],
    [{ ...experiment, control: { share: 1.5 } }, /from 0 to 1/],
  ])('%j is refused', (written, why) => {
    expect(experimentFault(written)).toMatch(why);
  });
});
