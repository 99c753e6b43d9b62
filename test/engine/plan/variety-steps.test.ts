import { beforeAll, expect, it } from 'vitest';
import { rotationStep, VARIETY_STEPS, type VarietyRequest } from '../../../src/engine/plan/variety-steps.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import type { Pack } from '../../../src/types/pack.js';
import type { Candidate } from '../../../src/types/scoring/candidate.js';
import { tinyPack } from '../../fixtures/tiny-pack.js';

let pack: Pack;
beforeAll(async () => {
  pack = await tinyPack();
});

const NOW = 1_000_000;
const profile = foldEvents(emptyProfile(), [
  { id: '1', name: 'view_item', time: NOW - 2, items: [{ item_id: 'tent-0' }] },
  { id: '2', name: 'view_item', time: NOW - 1, items: [{ item_id: 'stove-0' }] },
]);
const candidates = (): Candidate[] => Array.from({ length: pack.items }, (_, row) => ({ row, score: 1 / (1 + row), adjustments: [] }));
const listed = (request: Partial<VarietyRequest>): readonly Candidate[] =>
  [rotationStep, ...VARIETY_STEPS].reduce<readonly Candidate[]>(
    (list, make) => make({ pack, profile, now: NOW }, { count: 8, ...request })?.apply(list) ?? list,
    candidates(),
  );
const explored = (list: readonly Candidate[]): number[] =>
  list.flatMap(({ adjustments }, place) => (adjustments.some(({ step }) => step === 'explore') ? [place] : []));

it('makes no step without parameters', () => {
  expect([rotationStep, ...VARIETY_STEPS].map((make) => make({ pack, profile, now: NOW }, { count: 8 }))).toEqual([null, null, null]);
});

it('gives exploration its share of the places, evenly spread, and marks them', () => {
  expect(explored(listed({ exploration: 0.25, seed: 1 }))).toEqual([3, 7]);
});

it('returns the same list for the same seed, another for another, and loses no item', () => {
  const rows = (seed: number): number[] => listed({ exploration: 1, seed }).map(({ row }) => row);
  expect(rows(1)).toEqual(rows(1));
  expect(rows(1)).not.toEqual(rows(2));
  expect(rows(1).sort((a, b) => a - b)).toEqual(candidates().map(({ row }) => row));
});

it('fills a calibrated list from the categories of the history alone, each with its share', () => {
  const categories = listed({ calibration: 1 })
    .slice(0, 8)
    .map(({ row }) => pack.itemOf(row).product_type);
  expect(categories.filter((category) => category === 'Outdoor > tent')).toHaveLength(4);
  expect(categories.filter((category) => category === 'Outdoor > stove')).toHaveLength(4);
});

it('shows items of several kinds at high diversity, if the best are of one', () => {
  const kinds = (diversity: number): number =>
    new Set(
      listed({ diversity })
        .slice(0, 8)
        .map(({ row }) => pack.itemOf(row).product_type),
    ).size;
  expect(kinds(0)).toBe(1);
  expect(kinds(0.8)).toBe(4);
});
