import { describe, expect, it } from 'vitest';
import { interestMatrix } from '../../../src/train/log/interest-matrix.js';
import { implicitAls } from '../../../src/train/models/implicit-als.js';
import { trainPrototypes } from '../../../src/train/models/train-prototypes.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { interactionsOf } from '../tools/interactions-of.js';

const SETTINGS = { count: 2, shoppers: 20, support: 3, items: 30, correction: 0.5 };

/** Shoppers of two camps with ten items each; one shopper alone touched item 20. */
async function prototypesOf(shoppers: number, settings = SETTINGS) {
  const histories = Array.from({ length: shoppers }, (_, shopper) => {
    const own = Array.from({ length: 7 }, (_, step) => 10 * (shopper % 2) + ((shopper + 3 * step) % 10));
    return shopper === 0 ? [...own, 20] : own;
  });
  const interest = interestMatrix(interactionsOf(histories, 21));
  const als = { dimensions: 4, iterations: 10, alpha: 20, regularization: 1, seed: 1, threads: 1 };
  const { users } = await implicitAls(interest, als, SILENT_STEP);
  return trainPrototypes(interest, users, settings, 1);
}

describe('prototypes', () => {
  it('are groups of shoppers with the items of their camp', async () => {
    const found = await prototypesOf(200);
    expect(found?.shoppers.length).toBe(2);
    for (const [prototype] of found?.shoppers.entries() ?? []) {
      const { offsets = [0], items } = found?.likes ?? {};
      const camps = new Set(Array.from(items?.subarray(offsets[prototype], offsets[prototype + 1]) ?? [], (item) => Math.floor(item / 10)));
      expect(camps.size).toBe(1);
    }
  });

  it('have at least the requested number of shoppers, each counted once', async () => {
    const { shoppers = new Uint32Array() } = (await prototypesOf(200)) ?? {};
    expect(Math.min(...shoppers)).toBeGreaterThanOrEqual(20);
    expect(shoppers.reduce((sum, count) => sum + count, 0)).toBe(200);
  });

  it('have no item with fewer of their shoppers than requested', async () => {
    expect([...((await prototypesOf(200))?.likes.items ?? [])]).not.toContain(20);
    expect([...((await prototypesOf(200, { ...SETTINGS, support: 1 }))?.likes.items ?? [])]).toContain(20);
  });

  it('are null where there are too few shoppers for one', async () => {
    expect(await prototypesOf(19)).toBeNull();
  });
});
