import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BuildReport } from '../../src/train/build-pack.js';
import { smallShop } from './small-shop.js';

const { folder, build } = smallShop(100);

const sizeOf = (out: string): number =>
  readdirSync(join(folder, out)).reduce((sum, name) => sum + readFileSync(join(folder, out, name)).length, 0);

describe('onshelf build --budget', { timeout: 120_000 }, () => {
  it('writes the best pack of those that fit, the manifest counted, and tells what was tried', async () => {
    const { budget: choice } = JSON.parse((await build('large', '--budget', '1GB', '--json')).output) as BuildReport;
    if (choice === null) throw new Error('the report holds no choice');
    const [smallest, larger] = choice.sizes;
    expect(smallest.bytes).toBeLessThan(larger.bytes);
    const budget = larger.bytes + 5000;
    const { output } = await build('tight', '--budget', String(budget), '--json');
    const report = JSON.parse(output) as BuildReport;
    expect(sizeOf('tight')).toBeLessThanOrEqual(budget);
    const fitting = report.budget?.sizes.filter(({ fits }) => fits) ?? [];
    expect(fitting.map(({ followers }) => followers)).toEqual([smallest.followers, larger.followers]);
    const best = fitting.reduce((most, size) => ((size['NDCG@20'] ?? 0) > (most['NDCG@20'] ?? 0) ? size : most));
    expect(report.budget?.chosen).toEqual({ followers: best.followers, neighbours: best.neighbours });
    // Kinds of shoppers are counted in the sizes, and left out where the blend makes no use of them.
    expect(report.pack.bytes).toBeLessThanOrEqual(best.bytes);
  });

  it('says to people what it chose and what that cost', async () => {
    const { output } = await build('told', '--budget', '0.5MB');
    expect(output).toMatch(/Budget: 500\.0 kB\. The choice costs \d+\.\d % of the best NDCG@20 of all sizes\./);
    expect(output).toMatch(/\d+ \(chosen\)/);
  });

  it('refuses a budget that cannot be met, naming the smallest size', async () => {
    const { code, errors } = await build('never', '--budget', '6kB');
    expect(code).toBe(1);
    const [, smallest] =
      /--budget is 6000 bytes, but the smallest pack of these 100 items has (\d+), \d+ of them for the catalogue/.exec(errors) ?? [];
    expect(Number(smallest)).toBeGreaterThan(6000);
    expect((await build('met', '--budget', smallest)).code).toBe(0);
    expect(sizeOf('met')).toBeLessThanOrEqual(Number(smallest));
  });

  it('refuses what is no size', async () => {
    const { code, errors } = await build('never', '--budget', 'small');
    expect(code).toBe(2);
    expect(errors).toMatch(/--budget is "small"; it must be a size such as 500kB or 2MB/);
  });
});
