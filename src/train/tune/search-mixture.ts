import { type MixedRow, rowMixer, type TrainedParts } from '../models/mixture/mix-followers.js';
import { FIRST_MIXTURE, FOLLOWER_PARTS, type Mixture } from '../models/mixture/mixture.js';
import { type ListCase, MixtureScores, type RowOf } from './score-mixture.js';
import { isBetter } from './tune-encoder.js';

/** Candidate weights of a part. */
const WEIGHTS = [0, 0.1, 0.2, 0.4, 0.7, 1, 2];
/** Maximum number of rounds over the parts. */
const ROUNDS = 3;
/** Standard errors of the mean difference by which a change of a weight must be better: there are many changes to choose from. */
const CAUTION = 1;

/** Mixtures of given parts, measured on given lists. */
export interface MixtureTrial {
  readonly parts: TrainedParts;
  readonly cases: readonly ListCase[];
  /** Rows of the catalogue. */
  readonly items: number;
  /** Maximum number of items per row. */
  readonly most: number;
}

/**
 * Looks for weights by coordinate search from the closed form and its second hop: each part in turn takes the weight with which lists are better by more than
 * chance, until none changes.
 *
 * @param trial parts and lists
 */
export function searchMixture(trial: MixtureTrial): Mixture {
  const { parts, cases } = trial;
  const scores = new MixtureScores(trial.items);
  const rows = mixedRows(trial);
  let mixture = FIRST_MIXTURE;
  let { reading, gains } = scores.bestReading(cases, rows(mixture));
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
        const found = scores.gains(cases, rows(tried), reading);
        if (isBetter(found, gains, CAUTION)) {
          mixture = tried;
          gains = found;
        }
      }
    }
    if (mixture === before) break;
    ({ reading, gains } = scores.bestReading(cases, rows(mixture)));
  }
  return mixture;
}

/**
 * Gains of lists by mixtures that these shoppers did not choose: each half of them chooses one, weights and reading, and the other half measures it. Beside
 * them those of a table that needs no choice, read as the same half chooses.
 *
 * @param trial parts and lists
 * @param table rows of that table
 */
export function crossedGains(trial: MixtureTrial, table: RowOf): { readonly mixed: Float64Array; readonly plain: Float64Array } {
  const { cases } = trial;
  const mixed = new Float64Array(cases.length);
  const plain = new Float64Array(cases.length);
  const scores = new MixtureScores(trial.items);
  const rows = mixedRows(trial);
  for (const half of [0, 1]) {
    const choosing = cases.filter((_, place) => place % 2 === half);
    const measuring = cases.filter((_, place) => place % 2 !== half);
    for (const [rowOf, kept] of [
      [rows(searchMixture({ ...trial, cases: choosing })), mixed],
      [table, plain],
    ] as const) {
      const { reading } = scores.bestReading(choosing, rowOf);
      for (const [place, gain] of scores.gains(measuring, rowOf, reading).entries()) kept[2 * place + 1 - half] = gain;
    }
  }
  return { mixed, plain };
}

/** Rows of a mixture, each mixed once. */
function mixedRows({ parts, most }: MixtureTrial): (mixture: Mixture) => RowOf {
  const mixed = rowMixer(parts, most);
  return (mixture) => {
    const known = new Map<number, MixedRow>();
    return (item) => {
      const found = known.get(item) ?? mixed(item, mixture);
      known.set(item, found);
      return found;
    };
  };
}
