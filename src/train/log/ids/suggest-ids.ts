import type { DuckDatabase } from '../../input/open-duck-database.js';

/** Item ids of a log that are compared. */
const IDS_COMPARED = 50_000;
/** Share of the ids compared that a change must match, to be suggested. */
const WORTH_SHARE = 0.2;

/** A feed's ids. */
export interface FeedIds {
  readonly path: string;
  readonly itemIds: readonly string[];
  /** `item_group_id` by row; undefined where an item has none. */
  readonly groups?: readonly (string | undefined)[];
}

/** A change after which ids of feed and log might be equal. */
interface IdChange {
  /** What to do, as a sentence. */
  readonly advice: string;
  /** Keys of an id of the feed; groups are given too. */
  feed(id: string, group: string | undefined): readonly string[];
  log(id: string): string;
  /** Tried only where the log or the feed has rounded numbers. */
  readonly isForRounded?: boolean;
}

const SAME = (id: string): string => id;
const lastNumber = (id: string): string => id.match(/\d+/g)?.at(-1) ?? '';

const CHANGES: readonly IdChange[] = [
  {
    advice:
      'The log has the ids of groups of variants (item_group_id of the feed), not of items. Give the log the ids of variants, or read the feed by its groups: --map id=item_group_id.',
    feed: (_, group) => (group === undefined ? [] : [group]),
    log: SAME,
  },
  {
    advice:
      'The feed has ids of Google & YouTube for Shopify (shopify_COUNTRY_PRODUCT_VARIANT), the log has numbers of variants or products. Write the same ids into both.',
    feed: (id) => /^shopify_[a-z]+_(\d+)_(\d+)$/i.exec(id)?.slice(1) ?? [],
    log: lastNumber,
  },
  {
    advice: 'The log has addresses of things (gid://shopify/Product/1), the feed their numbers. Write the same ids into both.',
    feed: (id) => [id],
    log: (id) => (id.startsWith('gid://') ? lastNumber(id) : ''),
  },
  { advice: 'They differ in capital letters alone. Write them alike.', feed: (id) => [id.toLowerCase()], log: (id) => id.toLowerCase() },
  {
    advice: 'They differ in zeros at the start alone, as spreadsheets drop them. Export the column as text.',
    feed: (id) => [id.replace(/^0+(?=.)/, '')],
    log: (id) => id.replace(/^0+(?=.)/, ''),
  },
  {
    advice: 'A spreadsheet rounded ids to numbers such as 4.00638E+12. Export the file again with the column as text: the digits are lost.',
    feed: (id) => [rounded(id)],
    log: rounded,
    isForRounded: true,
  },
  {
    advice: 'They differ in what stands before or after the number. Write the same ids into both.',
    feed: (id) => [lastNumber(id)],
    log: lastNumber,
  },
];

/** A long number as a spreadsheet shows it: six digits and an exponent. */
function rounded(id: string): string {
  if (/^\d{12,}$/.test(id))
    return Number(id)
      .toExponential(5)
      .replace(/\.?0+e/, 'e');
  return isRounded(id)
    ? Number(id.replace(',', '.'))
        .toExponential(5)
        .replace(/\.?0+e/, 'e')
    : '';
}

/** Whether an id is a number that a spreadsheet rounded: `4.00638E+12`. */
export function isRounded(id: string): boolean {
  return /^\d[.,]\d+E\+?\d+$/i.test(id);
}

/**
 * Tries changes by which the ids of a log and a feed might be equal.
 *
 * @param database with `typed`
 * @param feed its ids
 * @returns a sentence with the number of matches; null where no change helps
 */
export async function suggestIds(database: DuckDatabase, feed: FeedIds): Promise<string | null> {
  const rows = await database.rows(
    `SELECT item_id AS id FROM typed WHERE reason = 'item not in the catalogue' GROUP BY item_id ORDER BY count(*) DESC, item_id LIMIT ${IDS_COMPARED}`,
  );
  const ids = rows.map(({ id }) => String(id));
  let best: { advice: string; matches: number } | null = null;
  for (const change of CHANGES) {
    if (change.isForRounded === true && !ids.some(isRounded) && !feed.itemIds.some(isRounded)) continue;
    const keys = new Set(feed.itemIds.flatMap((id, row) => change.feed(id, feed.groups?.[row])));
    keys.delete('');
    const matches = ids.filter((id) => keys.has(change.log(id))).length;
    if (matches > (best?.matches ?? 0)) best = { advice: change.advice, matches };
  }
  if (best === null || best.matches < WORTH_SHARE * ids.length) return null;
  return `${best.advice} ${best.matches} of ${ids.length} ids of the log would then be in the feed.`;
}
