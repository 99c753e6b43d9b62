import { describe, expect, it } from 'vitest';
import { createHeard, type Heard, hearDataLayer } from './heard.js';

const view = (id: number): object => ({ event: 'view_item', ecommerce: { items: [{ item_id: `i${id}` }] } });
const views = (count: number): object[] => Array.from({ length: count }, (_, id) => view(id));

async function heardAll(heard: Heard, count: number): Promise<readonly (string | undefined)[]> {
  while (heard.events.length < count) await new Promise((resolve) => setTimeout(resolve, 1));
  return heard.events.map(({ parameters }) => parameters.items?.[0].item_id);
}

describe('a long data layer', () => {
  it('takes a hundred thousand entries in one push, as the native one does', async () => {
    const layer: unknown[] = [];
    const heard = createHeard();
    await hearDataLayer(layer, heard);
    const entries = views(100_000);
    // Pages often push entries like this.
    expect(Reflect.apply(layer.push, layer, entries)).toBe(100_000);
    expect(layer.length).toBe(100_000);
    expect(heard.events.length).toBeLessThanOrEqual(1000);
    expect((await heardAll(heard, 100_000)).at(-1)).toBe('i99999');
  });

  it('is read in slices, and new entries after earlier ones', async () => {
    const layer: unknown[] = views(2500);
    const heard = createHeard();
    const listening = hearDataLayer(layer, heard);
    expect(heard.events.length).toBeLessThanOrEqual(1000);
    layer.push(view(2500));
    await listening;
    const ids = await heardAll(heard, 2501);
    expect(ids.every((id, place) => id === `i${place}`)).toBe(true);
  });

  it('of a million entries does not block the page', async () => {
    const layer: unknown[] = new Array(1_000_000).fill({ event: 'gtm.js' });
    layer.push(view(1));
    const heard = createHeard();
    let turns = 0;
    const ticking = setInterval(() => turns++);
    void hearDataLayer(layer, heard);
    expect(await heardAll(heard, 1)).toEqual(['i1']);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(5);
  });

  it('that is frozen is read once', async () => {
    const heard = createHeard();
    const layer = Object.freeze(views(2)) as unknown[];
    expect(await hearDataLayer(layer, heard)).toBe(true);
    expect(heard.events.length).toBe(2);
    expect(() => layer.push(1)).toThrow(TypeError);
  });

  it('is read also if a page has changed the methods of arrays', async () => {
    const array = Array.prototype as unknown as Record<string, unknown>;
    const { forEach } = Array.prototype;
    const heard = createHeard();
    try {
      array.toJSON = () => 'text';
      array.each = () => {};
      array.forEach = () => {
        throw new Error('replaced');
      };
      const layer: unknown[] = [];
      await hearDataLayer(layer, heard);
      layer.push({ event: 'view_item', ecommerce: { items: [{ item_id: 'a' }] } });
      await Promise.resolve();
    } finally {
      delete array.toJSON;
      delete array.each;
      array.forEach = forEach;
    }
    expect(heard.events).toEqual([{ name: 'view_item', parameters: { items: [{ item_id: 'a' }] } }]);
  });
});
