import { hitRate, ndcg, type RankingMeasures, reciprocalRank } from './measure-ranking.js';

/** Figures by name. */
export type Figures = Readonly<Record<string, number>>;

/**
 * `HR@k`, `NDCG@k` and `coverage@k` for each k, `MRR@k` for the largest.
 *
 * @param measures from `measureRanking`
 * @param cutoffs the k's
 * @param items of the catalogue
 */
export function rankingFigures({ places, covered }: RankingMeasures, cutoffs: readonly number[], items: number): Figures {
  const figures: Record<string, number> = {};
  for (const k of cutoffs) {
    figures[`HR@${k}`] = hitRate(places, k);
    figures[`NDCG@${k}`] = ndcg(places, k);
    figures[`coverage@${k}`] = (covered.get(k) ?? 0) / items;
  }
  const longest = Math.max(...cutoffs);
  figures[`MRR@${longest}`] = reciprocalRank(places, longest);
  return figures;
}

/** Means over folds, every fold having the same figures. */
export function meanFigures(folds: readonly Figures[]): Figures {
  const means: Record<string, number> = {};
  for (const fold of folds) {
    for (const [name, value] of Object.entries(fold)) means[name] = (means[name] ?? 0) + value / folds.length;
  }
  return means;
}
