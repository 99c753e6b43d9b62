import type { ItemNeighbours } from '../models/item-cosine.js';
import type { TrainedParts } from '../models/mixture/mix-followers.js';
import { FIRST_MIXTURES, FOLLOWER_PARTS, type Mixture } from '../models/mixture/mixture.js';
import { type ListCase, MixtureScores, type WeightedTable } from './score-mixture.js';
import { isBetter } from './tune-encoder.js';

/** Candidate weights of a part. */
const WEIGHTS = [0, 0.1, 0.2, 0.4, 0.7, 1, 2];
/** Maximum number of rounds over the parts. */
const ROUNDS = 3;
/** Standard errors of the mean difference by which a change of a weight must be better: there are many changes to choose from. */
const CAUTION = 2;

/** Mixtures of given parts, measured on given lists. */
export interface MixtureTrial {
  readonly parts: TrainedParts;
  readonly cases: readonly ListCase[];
  /** Rows of the catalogue. */
  readonly items: number;
}

/**
 * Looks for weights by coordinate search from the best of a few mixtures: each part in turn takes the weight with which lists are better by more than
 * chance, until none changes.
 *
 * @param trial parts and lists
 */
export function searchMixture(trial: MixtureTrial): Mixture {
  const { parts, cases } = trial;
  const scores = new MixtureScores(trial.items);
  let [mixture] = FIRST_MIXTURES;
  let { reading, gains } = scores.bestReading(cases, tablesOf(parts, mixture));
  for (const other of FIRST_MIXTURES.slice(1)) {
    const read = scores.bestReading(cases, tablesOf(parts, other));
    if (isBetter(read.gains, gains)) {
      mixture = other;
      ({ reading, gains } = read);
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    const before = mixture;
    for (const part of FOLLOWER_PARTS) {
      if (!parts.has(part)) continue;
      const others = mixture;
      for (const weight of WEIGHTS) {
        const tried = FOLLOWER_PARTS.flatMap((name) => {
          const used = name === part ? weight : (others.find((other) => other.part === name)?.weight ?? 0);
          return used > 0 ? [{ part: name, weight: used }] : [];
        });
        if (tried.length === 0) continue;
        const found = scores.gains(cases, tablesOf(parts, tried), reading);
        if (isBetter(found, gains, CAUTION)) {
          mixture = tried;
          gains = found;
        }
      }
    }
    if (mixture === before) break;
    ({ reading, gains } = scores.bestReading(cases, tablesOf(parts, mixture)));
  }
  return mixture;
}

/**
 * Gains of lists by mixtures that these shoppers did not choose: each half of them chooses one, weights and reading, and the other half measures it. Beside
 * them those of a table that needs no choice, read as the same half chooses.
 *
 * @param trial parts and lists
 * @param table that table
 */
export function crossedGains(trial: MixtureTrial, table: ItemNeighbours): { readonly mixed: Float64Array; readonly plain: Float64Array } {
  const { parts, cases } = trial;
  const mixed = new Float64Array(cases.length);
  const plain = new Float64Array(cases.length);
  const scores = new MixtureScores(trial.items);
  for (const half of [0, 1]) {
    const choosing = cases.filter((_, place) => place % 2 === half);
    const measuring = cases.filter((_, place) => place % 2 !== half);
    for (const [tables, kept] of [
      [tablesOf(parts, searchMixture({ ...trial, cases: choosing })), mixed],
      [[{ table, weight: 1 }], plain],
    ] as const) {
      const { reading } = scores.bestReading(choosing, tables);
      for (const [place, gain] of scores.gains(measuring, tables, reading).entries()) kept[2 * place + 1 - half] = gain;
    }
  }
  return { mixed, plain };
}

/** The tables of a mixture. */
function tablesOf(parts: TrainedParts, mixture: Mixture): WeightedTable[] {
  return mixture.flatMap(({ part, weight }) => {
    const table = parts.get(part);
    return table === undefined ? [] : [{ table, weight }];
  });
}
