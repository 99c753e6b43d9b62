import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BuildReport } from '../../src/train/build/build-report.js';
import { MANIFEST_BYTES } from '../../src/train/tune/fit-budget.js';
import type { PackManifest } from '../../src/types/manifest.js';
import { smallShop } from './tools/small-shop.js';

const { folder, build } = smallShop(100);

/** Bytes of all files that lists wait for: texts of files of their own come later. */
const sizeOf = (out: string): number =>
  readdirSync(join(folder, out))
    .filter((name) => !name.startsWith('texts-'))
    .reduce((sum, name) => sum + readFileSync(join(folder, out, name)).length, 0);

describe('onshelf build --budget', { timeout: 120_000 }, () => {
  it('writes the best pack that fits, manifest included, and reports the sizes measured', async () => {
    const { budget: choice } = JSON.parse((await build('large', '--budget', '1GB', '--json')).output) as BuildReport;
    if (choice === null) throw new Error('the report has no budget');
    const [smallest, larger] = choice.sizes;
    expect(smallest.bytes).toBeLessThan(larger.bytes);
    const budget = larger.bytes + MANIFEST_BYTES;
    const { output } = await build('tight', '--budget', String(budget), '--json');
    const report = JSON.parse(output) as BuildReport;
    expect(sizeOf('tight')).toBeLessThanOrEqual(budget);
    const sizes = report.budget?.sizes ?? [];
    expect(sizes.map(({ fits }) => fits)).toEqual(sizes.map(({ bytes }) => bytes + MANIFEST_BYTES <= budget));
    const gains = sizes.filter(({ fits }) => fits).map((size) => size['NDCG@20'] ?? 0);
    const { chosen, texts } = report.budget ?? {};
    const best = sizes.find(
      (size) =>
        size.followers === chosen?.followers &&
        size.dimensions === chosen.dimensions &&
        (size.earlyTexts === undefined) === (texts === null),
    );
    expect(best?.fits).toBe(true);
    expect(best?.['NDCG@20']).toBe(Math.max(...gains));
    expect(texts?.early).toBe(chosen?.earlyTexts);
    // Kinds of shoppers are counted in the sizes, and left out where the blend makes no use of them.
    expect(report.pack.bytes).toBeLessThanOrEqual(budget - MANIFEST_BYTES);
  });

  it('reserves enough bytes for the largest manifest', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'tight', 'pack.json'), 'utf8')) as PackManifest;
    const long = (names: readonly string[], value: number): Record<string, number> =>
      Object.fromEntries(names.map((name) => [name, value]));
    const parts = Object.keys(manifest.encoder.blend);
    const blend = long(parts, 0.000567) as unknown as PackManifest['encoder']['blend'];
    const bands = [1, 3, 10].map((from) => ({ from, blend }));
    const metrics = long(['HR@10', 'NDCG@10'], 0.12345);
    const gains = long(
      parts.map((part) => `NDCG@10 gained by ${part}`),
      -0.01234,
    );
    const parameters = { strength: 1.4, factors: 0.25, support: 1, dimensions: 128 };
    const contents = ['new items', 'known items'].flatMap((kind) => [
      `${kind}, shoppers`,
      ...['NDCG@20', 'HR@20'].flatMap((figure) => [`${kind}, ${figure}`, `${kind}, ${figure} without content`]),
    ]);
    const sha256 = 'f'.repeat(64);
    const files = (['rows', 'neighbours', 'prototypes', 'catalog'] as const).map((role) => {
      return { role, path: `${role}-${sha256.slice(0, 16)}.safetensors`, bytes: 1e9, unpacked: 1e9, sha256 };
    });
    const models = [
      ...manifest.models.filter(({ name }) => name !== 'content' && name !== 'prototypes'),
      { name: 'prototypes', parameters: { count: 256, shoppers: 50, support: 3, items: 100, correction: 0.5 }, metrics: {} },
    ].map((card) => ({
      ...card,
      parameters: card.name === 'blend' ? { ...card.parameters, ...blend } : card.parameters,
      metrics: { ...metrics, shoppers: 1e5, ...(card.name === 'blend' ? gains : {}) },
    }));
    const full = {
      ...manifest,
      number: 1e9,
      encoder: { ...manifest.encoder, blend, bands },
      models: [...models, { name: 'content', parameters, metrics: long(contents, 0.12345) }],
      files,
    };
    const bytes = Buffer.byteLength(JSON.stringify(full, null, 2));
    expect(bytes).toBeLessThan(MANIFEST_BYTES);
    expect(bytes).toBeGreaterThan(5000);
  });

  it('reports the chosen size and its loss', async () => {
    const { output } = await build('told', '--budget', '0.5MB');
    expect(output).toMatch(/Budget: 500\.0 kB\. The NDCG@20 of the chosen size is \d+\.\d % below the best of all sizes\./);
    expect(output).toMatch(/\d+ \(chosen\)/);
  });

  it('rejects a budget that is too small, with the smallest size', async () => {
    const { code, errors } = await build('never', '--budget', '6kB');
    expect(code).toBe(1);
    const [, smallest] =
      /--budget is 6000 bytes, but the smallest pack of these 100 items has (\d+) bytes, \d+ of them for the catalogue/.exec(errors) ?? [];
    expect(Number(smallest)).toBeGreaterThan(6000);
    expect((await build('met', '--budget', smallest)).code).toBe(0);
    expect(sizeOf('met')).toBeLessThanOrEqual(Number(smallest));
  });

  it('rejects an invalid size', async () => {
    const { code, errors } = await build('never', '--budget', 'small');
    expect(code).toBe(2);
    expect(errors).toMatch(/--budget is "small"; it must be a size such as 500kB or 2MB/);
  });
});
