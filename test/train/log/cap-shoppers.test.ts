import { describe, expect, it } from 'vitest';
import { decayedPopularity } from '../../../src/train/models/decayed-popularity.js';
import { temporaryFolder } from '../../cli/tools/shop-files.js';
import { logOf } from '../tools/log-of.js';

const folder = temporaryFolder();
const HEADER = 'user_id,item_id,timestamp,event\n';
const START = 1_700_000_000;
/** Thirty shoppers; `best` is viewed by all, `odd` by one. */
const SHOP = Array.from(
  { length: 30 },
  (_, user) => `u${user},best,${START + user},view_item\nu${user},i${user % 20},${START + user + 60},view_item`,
).join('\n');

/** Items, most popular first. */
async function popular(rows: string): Promise<{ order: string[]; codes: string[] }> {
  const { interactions, itemIds, facts } = await logOf(folder, HEADER + rows);
  const popularity = decayedPopularity(interactions, 60);
  const order = [...itemIds].sort((a, b) => popularity[itemIds.indexOf(b)] - popularity[itemIds.indexOf(a)]);
  return { order, codes: facts.notes.map(({ code }) => code) };
}

describe('one shopper', () => {
  it('does not make an item the most popular by viewing it thousands of times, and is told', async () => {
    const probe = Array.from({ length: 5000 }, (_, view) => `probe,odd,${START + view},view_item`).join('\n');
    const { order, codes } = await popular(`${SHOP}\n${probe}\n`);
    expect(order[0]).toBe('best');
    expect(codes).toContain('heavy-shopper');
  });

  it('counts little where it views everything and buys nothing, and is told', async () => {
    const crawler = Array.from({ length: 3000 }, (_, view) => `bot,i${view % 20},${START + view},view_item`).join('\n');
    const { order, codes } = await popular(`${SHOP}\n${crawler}\n`);
    expect(order[0]).toBe('best');
    expect(codes).toContain('crawlers');
  });

  it('is told to be bounded where its views count for less, not where an opinion that weighs nothing precedes a large order', async () => {
    const views = Array.from({ length: 30 }, (_, view) => `u,a,${view + 1},view_item,1,\n`).join('');
    const orders = [1, 2].map((user) => `buyer${user},b,1,rate,1,3\nbuyer${user},b,3,purchase,40,\n`).join('');
    const { interactions, facts } = await logOf(folder, `user_id,item_id,timestamp,event,quantity,value\n${views}${orders}`);
    expect(interactions.weights.filter((weight) => weight > 0).length).toBe(10 + 2);
    expect(Math.max(...interactions.weights)).toBeGreaterThan(10);
    expect(facts.notes.find(({ code }) => code === 'shoppers-bounded')?.message).toMatch(/^1 shopper has /);
  });

  it('counts as before where it does what shoppers do', async () => {
    const { interactions } = await logOf(folder, `${HEADER}u,a,1,view_item\nu,a,2,add_to_cart\nu,a,3,purchase\nu,b,4,purchase\n`);
    expect([...interactions.weights]).toEqual([1, 3, 5, 5]);
  });
});
