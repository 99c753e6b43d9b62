import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../scripts/make-sample.mjs', import.meta.url));

interface SampleEvent {
  readonly userId: string;
  readonly itemId: string;
  readonly time: string;
  readonly name: string;
}

describe('the sample shop', () => {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'onshelf-sample-')));
  let products: string[][] = [];
  let events: SampleEvent[] = [];

  beforeAll(() => {
    for (const folder of folders) execFileSync(process.execPath, [SCRIPT, '--out', folder], { stdio: 'ignore' });
    products = rows(folders[0], 'catalog.tsv', '\t');
    events = rows(folders[0], 'events.csv', ',').map(([userId, itemId, time, name]) => ({ userId, itemId, time, name }));
  }, 30_000);

  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it('has the same bytes in every run', () => {
    for (const name of ['catalog.tsv', 'events.csv']) {
      const [first, second] = folders.map((folder) => readFileSync(join(folder, name)));
      expect(first.equals(second)).toBe(true);
    }
  });

  it('has about a thousand products, each with an id and a title of its own kind', () => {
    expect(products.length).toBeGreaterThan(900);
    expect(products.length).toBeLessThan(1200);
    expect(new Set(products.map(([id]) => id)).size).toBe(products.length);
    for (const [id, title, , link, imageLink, , price, brand, productType] of products) {
      expect(id).toMatch(/^[a-z]+-\d{3}$/);
      expect(title.length).toBeGreaterThan(5);
      expect(title).not.toMatch(/[{}]/);
      expect(link).toBe(`https://shop.example/p/${id}`);
      expect(imageLink).toBe(`https://shop.example/images/${id}.svg`);
      expect(price).toMatch(/^\d+\.\d\d EUR$/);
      expect(brand).not.toBe('');
      expect(productType).toMatch(/^Outdoor > \w+ > [\w &]+$/);
    }
  });

  it('has tens of thousands of events, in order of time, all of items in the catalogue', () => {
    const known = new Set(products.map(([id]) => id));
    expect(events.length).toBeGreaterThan(60_000);
    expect(events.length).toBeLessThan(80_000);
    expect(new Set(events.map(({ userId }) => userId)).size).toBeGreaterThan(3_500);
    expect(events.filter(({ itemId }) => !known.has(itemId))).toEqual([]);
    expect(new Set(events.map(({ name }) => name))).toEqual(new Set(['view_item', 'add_to_cart', 'purchase']));
    const times = events.map(({ time }) => time);
    expect(times).toEqual([...times].sort());
  });

  it('has shoppers with tastes: those who view tents view sleeping bags far more than others', () => {
    expect(lift(events, 'tent', 'bag')).toBeGreaterThan(2.5);
    expect(lift(events, 'rod', 'reel')).toBeGreaterThan(4);
    expect(lift(events, 'tent', 'climbshoe')).toBeLessThan(1);
  });
});

/** The fields of each line below the heading. */
function rows(folder: string, name: string, separator: string): string[][] {
  const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
  return lines.slice(1).map((line) => line.split(separator));
}

/** How many times more likely shoppers who saw `first` are to see `second` than all shoppers. */
function lift(events: readonly SampleEvent[], first: string, second: string): number {
  const seen = new Map<string, Set<string>>();
  for (const { userId, itemId } of events) {
    const categories = seen.get(userId) ?? new Set();
    seen.set(userId, categories.add(itemId.slice(0, itemId.lastIndexOf('-'))));
  }
  const all = [...seen.values()];
  const share = (shoppers: readonly Set<string>[]) => shoppers.filter((one) => one.has(second)).length / shoppers.length;
  return share(all.filter((one) => one.has(first))) / share(all);
}
