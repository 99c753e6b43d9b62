import { weighHistory } from '../../profile/weigh-history.js';
import { weighTastes } from '../../profile/weigh-tastes.js';
import type { Reason } from '../../types/answer.js';
import type { CodedColumnName } from '../../types/pack.js';
import type { TrendingRequest } from '../../types/request.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';
import { rowsOutside } from '../rows/category-rows.js';

/** Columns that tastes are learned from. */
const TASTE_COLUMNS = ['product_type', 'brand'] as const;

const NO_TASTE = 'No taste is known (the shopper is new, or the pack has neither product_type nor brand), so the popular items are listed.';

const NO_POPULARITY = 'The pack was made without a log, so nothing is known to be popular: the list has the order of the feed.';

interface Liking {
  readonly column: (typeof TASTE_COLUMNS)[number];
  readonly codes: Uint32Array | Uint8Array;
  readonly values: readonly string[];
  /** By code: 1 for the value liked most. */
  readonly affinity: Float64Array;
}

/**
 * The popular items: ranked by the pack's popularity, in which old events fade. With `among: 'my-tastes'`: popularity times the shopper's
 * affinity for category and brand.
 *
 * @param context pack, shopper and time
 * @param request with `category` and `among`
 */
export function trendingSource(context: ListContext, request: TrendingRequest): RankingSource {
  const { pack, profile, now } = context;
  const history = weighHistory(profile, pack.rowOf, pack.manifest.encoder, now);
  const personal = request.among === 'my-tastes' && history.some(({ weight }) => weight > 0);
  const likings = personal ? TASTE_COLUMNS.flatMap((name) => likingOf(context, name, history)) : [];
  const base = {
    model: pack.meanPopularity ? ('trending' as const) : ('feed' as const),
    leaveOut: { [Symbol.iterator]: () => rowsOutside(pack, request.category) },
    knownItems: personal ? history.length : 0,
    notes: !pack.meanPopularity
      ? [{ code: 'pack-lacks' as const, message: NO_POPULARITY }]
      : request.among === 'my-tastes' && likings.length === 0
        ? [{ code: 'nothing-known' as const, message: NO_TASTE }]
        : [],
  };
  if (likings.length === 0) {
    return {
      ...base,
      query: {
        vector: new Float32Array(pack.dimensions),
        biasWeight: 1,
        additions: { items: new Uint32Array(), values: new Float32Array() },
      },
      baseline: pack.meanPopularity,
      explain: (_row, contribution) => (contribution ? [{ kind: 'popular', contribution }] : []),
    };
  }
  const contributionOf = ({ affinity, codes }: Liking, row: number): number =>
    (pack.popularity[row] * affinity[codes[row]]) / likings.length;
  const rows = Uint32Array.from({ length: pack.items }, (_, row) => row);
  const values = Float32Array.from(rows, (row) => likings.reduce((sum, liking) => sum + contributionOf(liking, row), 0));
  return {
    ...base,
    query: { vector: new Float32Array(pack.dimensions), biasWeight: 0, additions: { items: rows, values } },
    baseline: 0,
    above: 0,
    explain: (row) =>
      likings
        .map(
          (liking): Reason => ({
            kind: 'taste',
            column: liking.column,
            value: liking.values[liking.codes[row]],
            contribution: contributionOf(liking, row),
          }),
        )
        .filter(({ contribution }) => contribution !== 0),
  };
}

function likingOf({ pack }: ListContext, name: CodedColumnName & Liking['column'], history: Parameters<typeof weighTastes>[1]): Liking[] {
  const column = pack.codedColumn(name);
  const tastes = weighTastes(pack, history, name);
  const most = tastes.reduce((best, { share }) => Math.max(best, share), 0);
  if (column === null || most === 0) return [];
  const affinity = new Float64Array(column.values.length);
  for (const { code, share } of tastes) affinity[code] = share / most;
  const values = (name === 'product_type' && pack.categoryNames) || column.values;
  return [{ column: name, codes: column.codes, values, affinity }];
}
