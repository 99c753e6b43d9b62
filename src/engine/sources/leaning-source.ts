import { addBit, createBitset } from '../../core/numbers/bitset.js';
import { mixQueries } from '../../query/mix-queries.js';
import type { Reason } from '../../types/answer.js';
import type { ListContext } from '../list/list-context.js';
import { personalSource } from '../list/personal-source.js';
import type { RankingSource } from '../list/ranking-source.js';
import { scoreRow } from '../rows/score-row.js';

/**
 * Mixes a source with the personal one: `(1 - impact) * own / best own + impact * personal / best personal`. Each side is
 * divided by its best score, so that the impact is comparable between items and shoppers; the mix is one query.
 *
 * @param context pack, scorer, shopper and time
 * @param own source with a query
 * @param impact above 0 to 1; more counts as 1
 */
export async function leaningSource(context: ListContext, own: RankingSource, impact: number): Promise<RankingSource> {
  const personal = personalSource(context);
  if (own.query === null || personal.query === null) return own;
  const { pack, scorer } = context;
  const mask = createBitset(pack.items);
  for (const row of own.leaveOut) addBit(mask, row);
  const best = (await scorer.scoreBatch([own.query, personal.query], 1, mask)).map(({ scores }) => scores[0] ?? 0);
  const share = Math.min(impact, 1);
  const ownShare = (1 - share) / sizeOf(best[0] - own.baseline);
  const personalShare = share / sizeOf(best[1] - personal.baseline);
  const { query: ownQuery } = own;
  return {
    ...own,
    query: mixQueries(own.query, ownShare, personal.query, personalShare),
    baseline: ownShare * own.baseline + personalShare * personal.baseline,
    knownItems: own.knownItems + personal.knownItems,
    explain: (row, score) => {
      const ownScore = scoreRow(pack, ownQuery, row) - own.baseline;
      const personalScore = (score - ownShare * ownScore) / personalShare;
      const scaled = (reasons: readonly Reason[], factor: number): Reason[] =>
        reasons.map((reason) => ({ ...reason, contribution: reason.contribution * factor }));
      return [...scaled(own.explain(row, ownScore), ownShare), ...scaled(personal.explain(row, personalScore), personalShare)];
    },
  };
}

/** The divisor of a side; 1 where no score is above 0. */
function sizeOf(best: number): number {
  return best > 0 ? best : 1;
}
