import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planAims } from '../../../src/engine/aims/plan-aims.js';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { encodeAttribute } from '../../../src/pack/encode/encode-attribute.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { openEncoded } from '../../../src/train/packing/make-pack.js';
import type { Answer } from '../../../src/types/answer.js';
import type { ListCall } from '../../../src/types/list-call.js';
import type { Note } from '../../../src/types/note.js';
import { attributePack } from '../../fixtures/attribute-pack.js';
import { type PackServer, servePack } from '../../fixtures/pack-server.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';

const NOW = Date.UTC(2026, 1, 1);

let server: PackServer;
let engine: Engine;
beforeAll(async () => {
  server = await servePack(await attributePack());
  engine = createEngine();
  await engine.open({ packUrl: `${server.origin}/pack.json`, backend: 'js', place: null });
  engine.hold([{ id: 'e1', name: 'view_item', time: NOW - 1000, items: [{ item_id: 'tent-1' }] }]);
});
afterAll(async () => {
  engine.close();
  await server.stop();
});

const ask = (call: Partial<ListCall>): Promise<Answer> =>
  engine.list({ kind: 'recommend', count: 10, now: NOW, ...call }, new AbortController().signal);
/** Rows of the tiny catalogue: four kinds of ten, the most popular first. */
const rowOf = (id: string): number => 10 * ['tent', 'stove', 'boot', 'lamp'].indexOf(id.split('-')[0]) + Number(id.split('-')[1]);
const rowsOf = ({ items }: Answer): number[] => items.map(({ id }) => rowOf(id));
const meanOf = (rows: readonly number[]): number => rows.reduce((sum, row) => sum + row / rows.length, 0);
/** How many of the places a list has for the eight of the most popular fifth. */
const headOf = (answer: Answer): number => rowsOf(answer).filter((row) => row < 8).length;
const codesOf = ({ trace }: Answer): string[] => trace.notes.map(({ code }) => code);

describe('an objective', () => {
  it('lists more of what has more of it, the more the greater its weight, by an attribute or by the price', async () => {
    const margins = await Promise.all(
      [0, 0.5, 1].map(async (weight) => meanOf(rowsOf(await ask({ objective: { attribute: 'margin', weight } })))),
    );
    expect(margins).toEqual([...margins].sort((a, b) => a - b));
    expect(margins[2]).toBeGreaterThan(margins[0]);
    const priceOf = ({ items }: Answer): number => meanOf(items.map(({ item }) => item.price ?? 0));
    const [plain, dear, cheap] = await Promise.all(
      [0, 1, -1].map(async (weight) => priceOf(await ask({ objective: { attribute: 'price', weight } }))),
    );
    expect(dear).toBeGreaterThan(plain);
    expect(cheap).toBeLessThan(plain);
  });

  it('is a step of the trace, a reason of each item that it moved, and tells of items without a value', async () => {
    const answer = await ask({ objective: { attribute: 'margin', weight: 1 }, exclude: 'none' });
    expect(answer.trace.steps.map(({ name }) => name)).toContain('objective');
    const moved = answer.items.filter(({ reasons }) => reasons.some((reason) => reason.kind === 'step' && reason.step === 'objective'));
    // The first item of the catalogue has no margin.
    expect(moved.map(({ id }) => id)).toEqual(answer.items.map(({ id }) => id).filter((id) => id !== 'tent-0'));
    expect(answer.trace.notes).toContainEqual({
      code: 'values-missing',
      message: 'objective: 1 of 40 candidates have no margin, and keep their score.',
    });
  });

  it.each<[string, unknown, string, string]>([
    ['an attribute that the pack does not have', { attribute: 'margni', weight: 0.2 }, 'bad-argument', 'there is no column "margni"'],
    ['an attribute of texts', { attribute: 'material', weight: 0.2 }, 'bad-argument', 'the column "material" has no numbers'],
    ['a weight out of its range', { attribute: 'margin', weight: 2 }, 'bad-argument', 'with a weight from -1 to 1'],
    ['no weight', { attribute: 'margin' }, 'bad-argument', 'with a weight from -1 to 1'],
    ['a text', 'margin', 'bad-argument', 'it is { attribute, weight }'],
    ['another field', { attribute: 'price', weight: 0.2, unit: 'EUR' }, 'unknown-name', '"unit" is ignored'],
  ])('with %s is left out, and the list says so', async (_what, objective, code, message) => {
    const answer = await ask({ objective } as Partial<ListCall>);
    expect(answer.items).toHaveLength(10);
    expect(answer.trace.notes).toEqual([{ code, message: expect.stringContaining(message) }]);
  });
});

describe('an objective of amounts of money', () => {
  const { catalog } = tinyContent();
  const inYen = (row: number): boolean => row % 2 === 1;
  const planIn = async (currencyOf: (row: number) => string, attribute: string, amountOf = (row: number) => row) => {
    const columns = [attribute, 'weight'].map((name) => {
      const values = Float64Array.from(catalog, (_, row) => amountOf(row));
      return { role: 'attribute' as const, name, tensors: encodeAttribute({ type: 'number', values }) };
    });
    const items = catalog.map((item, row) => ({ ...item, currency: currencyOf(row), price: amountOf(row) }));
    const made = await encodePack({ ...tinyContent(), catalog: items, optional: attribute === 'price' ? columns.slice(1) : columns });
    const pack = openEncoded(made);
    const notes: Note[] = [];
    const { before } = await planAims(pack, { count: 40, objective: { attribute, weight: 1 } }, notes);
    const scored = before[0].apply(catalog.map((_, row) => ({ row, score: 1 - row / 40, adjustments: [] })));
    return { scored: new Map(scored.map(({ row, score }) => [row, score])), notes };
  };

  it.each(['price', 'sale_price', 'unit_margin'])('%s takes places within each currency, and says so', async (attribute) => {
    const [euros, mixed] = await Promise.all([
      planIn(() => 'EUR', attribute),
      planIn(
        (row) => (inYen(row) ? 'JPY' : 'EUR'),
        attribute,
        (row) => (inYen(row) ? 160 * row : row),
      ),
    ]);
    expect(mixed.notes).toEqual([
      { code: 'several-currencies', message: `objective: ${attribute} is in 2 currencies, and compared within each alone.` },
    ]);
    expect(euros.notes).toEqual([]);
    // The dearest of each currency gain as much; compared as numbers, all in yen were dearer than all in euros.
    const gained = [38, 39].map((row) => (mixed.scored.get(row) ?? 0) - (1 - row / 40));
    expect(gained[0]).toBeCloseTo(gained[1], 12);
    expect(gained[0]).toBeGreaterThan(0);
  });

  it('in several currencies is nothing to a number of another kind', async () => {
    const { notes } = await planIn((row) => (inYen(row) ? 'JPY' : 'EUR'), 'stars');
    expect(notes).toEqual([]);
  });
});

describe('a discount of popularity', () => {
  it('lists less of what is popular, the less the higher it is', async () => {
    const heads = await Promise.all([0, 0.5, 1].map(async (popularityDiscount) => headOf(await ask({ popularityDiscount }))));
    expect(heads).toEqual([...heads].sort((a, b) => b - a));
    expect(heads[2]).toBeLessThan(heads[0]);
  });
});

describe('an exposure floor', () => {
  it('keeps its share of the places for the long tail, with the scores unchanged', async () => {
    const [plain, raised] = [await ask({}), await ask({ exposureFloor: 0.6 })];
    expect(headOf(plain)).toBeGreaterThan(4);
    expect(headOf(raised)).toBe(4);
    for (const { id, score } of plain.items) expect(raised.items.find((item) => item.id === id)?.score ?? score).toBe(score);
  });

  it('that a short list cannot reach is told', async () => {
    const answer = await ask({ exposureFloor: 0.9, filter: 'popularity > 0.1' });
    expect(codesOf(answer)).toEqual(['floor-unmet']);
    expect(answer.trace.notes[0].message).toContain('exposureFloor: 2 of 10 items');
  });
});

it('with any of them, reasons add up to each score to the bit, and the same call gives the same list', () =>
  fc.assert(
    fc.asyncProperty(
      fc.record({
        count: fc.integer({ min: 1, max: 20 }),
        objective: fc.record({
          attribute: fc.constantFrom('margin', 'price', 'rating'),
          weight: fc.double({ min: -1, max: 1, noNaN: true }),
        }),
        popularityDiscount: fc.double({ min: 0, max: 1, noNaN: true }),
        exposureFloor: fc.double({ min: 0, max: 1, noNaN: true }),
        diversity: fc.constantFrom(0, 0.3),
      }),
      async (call) => {
        const [once, again] = [await ask(call), await ask(call)];
        expect(rowsOf(again)).toEqual(rowsOf(once));
        for (const { score, reasons } of once.items) expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
        expect(rowsOf(once).filter((row) => row >= 8).length).toBeGreaterThanOrEqual(Math.floor(call.count * call.exposureFloor + 1e-9));
      },
    ),
    { numRuns: 60 },
  ));

it('a reranked list says that it takes none of them', async () => {
  const answer = await ask({
    kind: 'rerank',
    itemIds: ['tent-1', 'boot-1'],
    objective: { attribute: 'price', weight: 1 },
    exposureFloor: 0.5,
  });
  expect(codesOf(answer)).toEqual(['not-applicable', 'not-applicable']);
});
