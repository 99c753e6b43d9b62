import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadScenarios } from '../../src/pack/load/load-scenarios.js';
import type { ScenariosFault } from '../../src/train/scenarios/fault-list.js';
import { onshelf } from './tools/run-onshelf.js';
import { smallShop } from './tools/small-shop.js';

const { folder, feed, build } = smallShop(30, 40);
const pack = join(folder, 'pack');
let [item, other]: { readonly id: string; readonly brand?: string; readonly product_type?: string }[] = [];
beforeAll(async () => {
  // With brands and categories.
  const [header, ...rows] = readFileSync(feed, 'utf8').trimEnd().split('\n');
  const more = rows.map((row, at) => `${row}\t${at % 2 ? 'Norrvik' : 'Fell & Co'}\t${at % 3 ? 'Outdoor > Tents' : 'Outdoor > Lamps'}`);
  writeFileSync(feed, [`${header}\tbrand\tproduct_type`, ...more, ''].join('\n'));
  await build('pack');
  const { samples } = JSON.parse((await onshelf('inspect', pack, '--json')).output);
  [item, other] = samples.map((sample: { item: typeof item }) => sample.item);
  // A machine that is busy takes long for a build; no test depends on the time.
}, 120_000);

const write = (text: string, name = 'scenarios.json'): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const fileOf = (placements: unknown): string => JSON.stringify({ format: 'onshelf-scenarios', version: 1, placements }, null, 2);
const check = async (text: string): Promise<{ code: number; faults: ScenariosFault[] }> => {
  const { code, output } = await onshelf('scenarios', 'check', write(text), '--pack', pack, '--json');
  return { code, faults: JSON.parse(output).faults };
};
/** The text that starts at a fault's place. */
const textAt = (text: string, { line, column }: ScenariosFault): string => text.split('\n')[line - 1].slice(column - 1);

describe('onshelf scenarios check', () => {
  it('finds nothing in a sound file', async () => {
    const placements = {
      'home-top': {
        count: 8,
        filter: `price < 1e9 && viewed < 3`,
        pins: [{ id: item.id, place: 0 }],
        promoted: { ids: [other.id], share: 0.25 },
        campaigns: [
          { name: 'known', audience: { known: true }, diversity: 0.3 },
          { name: 'may', from: '2026-05-01T00:00:00+02:00', until: '2026-06-01T00:00:00+02:00', list: 'trending' },
          { name: 'june', from: '2026-06-01T00:00:00+02:00', count: 6 },
        ],
        experiment: {
          name: 'bold',
          variants: [{ name: 'bright', share: 0.4, boost: 'popularity' }],
          control: { share: 0.6, order: 'shop' },
        },
      },
      'product-alike': { list: 'related', userImpact: 0.3, repeats: true },
    };
    const path = write(fileOf(placements));
    expect(await onshelf('scenarios', 'check', path, '--pack', pack)).toEqual({
      code: 0,
      output: `${path} is valid for pack 1: 2 placements.\n`,
      errors: '',
    });
  });

  it.each<[string, object, string, RegExp]>([
    ['an expression that cannot be read', { filter: 'price <' }, '"', /breaks off/],
    ['a column that there is not, at its character', { filter: 'inStock && prise < 50' }, 'prise < 50', /there is no column "prise"/],
    ['the same behind quotes in the file', { filter: 'id != "a" && prise < 50' }, 'prise < 50', /there is no column "prise"/],
    [
      'a brand of no item, at its text',
      { filter: 'not (brand == "Norvik")' },
      '\\"Norvik',
      /no item has the brand "Norvik". Did you mean "Norrvik"/,
    ],
    ['a category of no item', { boost: 'category in ["Nowhere"] ? 1 : 0' }, 'category in', /no item has the category "Nowhere"/],
    ['a filter that fits nothing', { filter: 'price < 0' }, '"price < 0"', /no item of the pack fits/],
    ['a boost that is a condition', { boost: 'price < 5' }, 'price < 5', /needs a number/],
    ['a pin of an unknown item', { pins: [{ id: 'nothing-alike', place: 0 }] }, '"nothing-alike"', /the pack has no item "nothing-alike"/],
    ['a promoted item that is unknown', { promoted: { ids: ['nothing-alike'], share: 0.5 } }, '"nothing-alike"', /no item/],
    ['a limit by a column that there is not', { maxPer: { colour: 2 } }, '{', /maxPer: "colour: 2" was left out/],
    ['a misspelled parameter', { diversty: 0.3 }, '0.3', /Did you mean "diversity"/],
    ['a value out of range', { diversity: 3 }, '3', /taken as 1/],
    ['a list that there is not', { list: 'trendng' }, '"trendng"', /Did you mean "trending"/],
    ['what only a call can say', { now: 5 }, '5', /only a call/],
    ['a campaign without an offset', { campaigns: [{ name: 'x', from: '2026-05-01' }] }, '"2026-05-01"', /no time with an offset/],
    [
      'a campaign that ends too early',
      { campaigns: [{ name: 'x', from: '2026-05-02T00:00Z', until: '2026-05-01T00:00Z' }] },
      '"2026-05-01T00:00Z"',
      /not after "from"/,
    ],
    [
      'two campaigns of one name',
      {
        campaigns: [
          { name: 'x', until: '2026-05-01T00:00Z' },
          { name: 'x', from: '2026-06-01T00:00Z' },
        ],
      },
      '"x"',
      /two campaigns/,
    ],
    ['an unknown segment', { campaigns: [{ name: 'x', audience: { category: 'Nowhere' } }] }, '"Nowhere"', /no item is of the category/],
    [
      'a brand as a segment that there is not',
      { campaigns: [{ name: 'x', audience: { brand: 'Nobody' } }] },
      '"Nobody"',
      /no item has the brand/,
    ],
    ['a prototype without its pack', { campaigns: [{ name: 'x', audience: { prototype: 900 } }] }, '900', /prototype/],
    [
      'shares that do not add up',
      {
        experiment: {
          name: 'e',
          variants: [
            { name: 'a', share: 0.5 },
            { name: 'b', share: 0.4 },
          ],
        },
      },
      '{',
      /add up to 0.9, not to 1/,
    ],
    [
      'a fault within a variant',
      {
        experiment: {
          name: 'e',
          variants: [
            { name: 'a', share: 0.5, boost: 'nope' },
            { name: 'b', share: 0.5 },
          ],
        },
      },
      'nope',
      /no column "nope"/,
    ],
    [
      'a misspelled field of an experiment',
      { experiment: { name: 'e', variants: [{ name: 'a', share: 1 }], control: { share: 0, ordre: 'shop' } } },
      '"shop"',
      /Did you mean "order"/,
    ],
  ])('finds %s, and says where', async (_what, placement, at, message) => {
    const text = fileOf({ sound: {}, 'home-top': placement });
    const { code, faults } = await check(text);
    expect(code).toBe(1);
    const found = faults.find((fault) => message.test(fault.message));
    expect(found, JSON.stringify(faults)).toBeDefined();
    expect(textAt(text, found as ScenariosFault).startsWith(at), textAt(text, found as ScenariosFault)).toBe(true);
    expect(found?.path).toMatch(/^placements\.home-top\./);
  });

  it('finds campaigns of which one hides another, and not those for others or at other times', async () => {
    const span = { from: '2026-05-01T00:00Z', until: '2026-06-01T00:00Z' };
    const audience = { known: true };
    const overlapping = await check(
      fileOf({
        top: {
          campaigns: [
            { name: 'all', ...span },
            { name: 'late', from: '2026-05-20T00:00Z' },
          ],
        },
      }),
    );
    expect(overlapping.faults.map(({ message }) => message)).toEqual([
      'the campaign "late" overlaps with "all" from 2026-05-20T00:00:00.000Z until 2026-06-01T00:00:00.000Z; there the one that is first in the file counts. Change their times, or their order.',
    ]);
    const fine = await check(
      fileOf({
        top: {
          campaigns: [
            { name: 'some', ...span, audience },
            { name: 'rest', ...span },
          ],
        },
      }),
    );
    expect(fine.faults).toEqual([]);
  });

  it.each([
    ['{ "format": "onshelf-scenarios",\n  "version": 1,\n}', /scenarios\.json:3:1: it is not JSON/],
    ['{ "format": "onshelf-scenarios",\n"version": 1,\n "version": 2 }', /:3:\d+: it is not JSON: .*version/],
    ['[]', /:1:1: it is no file of placements/],
    ['', /:1:1: it is not JSON/],
  ])('refuses %j with its place', async (text, message) => {
    const { code, errors } = await onshelf('scenarios', 'check', write(text), '--pack', pack);
    expect([code, errors]).toEqual([1, expect.stringMatching(message)]);
  });

  it('reads a file with tabs and Windows line ends as it is', async () => {
    const text = fileOf({ top: { filter: 'prise < 5' } })
      .replaceAll('  ', '\t')
      .replaceAll('\n', '\r\n');
    const { faults } = await check(text);
    expect(faults).toMatchObject([{ line: 6, path: 'placements.top.filter' }]);
    expect(textAt(text, faults[0])).toMatch(/^prise/);
  });

  it('refuses other actions', async () => {
    expect(await onshelf('scenarios', 'chek', 'x', '--pack', pack)).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/Did you mean check/),
    });
  });
});

describe('onshelf scenarios publish', () => {
  it('writes a file named by its content, and its name where pages look; the next one beside it', async () => {
    const text = fileOf({ top: { count: 4 } });
    const { code, output } = await onshelf('scenarios', 'publish', write(text), '--pack', pack);
    expect([code, output]).toEqual([0, expect.stringMatching(/published as scenarios-[0-9a-f]{16}\.json; upload it and scenarios\.json/)]);
    const { file } = JSON.parse(readFileSync(join(pack, 'scenarios.json'), 'utf8'));
    expect(readFileSync(join(pack, file.path), 'utf8')).toBe(text);
    await onshelf('scenarios', 'publish', write(fileOf({ top: { count: 5 } })), '--pack', pack);
    expect(readdirSync(pack).filter((name) => /^scenarios-/.test(name))).toHaveLength(2);
    // A later build of the pack leaves them there.
    await build('pack');
    expect(readdirSync(pack).filter((name) => /^scenarios/.test(name))).toHaveLength(3);
  });

  it('publishes nothing that has a fault, and does not replace what it reads', async () => {
    const before = readFileSync(join(pack, 'scenarios.json'), 'utf8');
    const faulty = await onshelf('scenarios', 'publish', write(fileOf({ top: { list: 'x' } })), '--pack', pack);
    expect([faulty.code, faulty.output]).toEqual([1, expect.stringMatching(/Nothing was published/)]);
    expect((await onshelf('scenarios', 'publish', join(pack, 'scenarios.json'), '--pack', pack)).code).toBe(2);
    expect(readFileSync(join(pack, 'scenarios.json'), 'utf8')).toBe(before);
    expect((await onshelf('scenarios', 'check', join(pack, 'scenarios.json'), '--pack', pack)).errors).toMatch(/it only names scenarios-/);
  });

  it('what is published is what a page reads', async () => {
    const files = new Map(readdirSync(pack).map((name) => [name, readFileSync(join(pack, name))]));
    const { createServer } = await import('node:http');
    const server = createServer((request, response) => void response.end(files.get(request.url?.slice(1) ?? '')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const loaded = await loadScenarios({ packUrl: `http://127.0.0.1:${port}/pack.json`, store: () => null });
    expect(loaded).toEqual({ placements: { top: { count: 5 } }, notes: [] });
    server.closeAllConnections();
    server.close();
  });
});
