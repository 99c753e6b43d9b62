import type { InputNote } from '../input/input-facts.js';
import type { DuckDatabase } from '../input/open-duck-database.js';
import { FILE_SQL } from './name-events.js';

/** Words of thumbs, and the number that each is. */
const WORDS: Readonly<Record<string, number>> = {
  up: 1,
  'thumbs up': 1,
  thumbs_up: 1,
  like: 1,
  liked: 1,
  yes: 1,
  true: 1,
  positive: 1,
  good: 1,
  down: 0,
  'thumbs down': 0,
  thumbs_down: 0,
  dislike: 0,
  disliked: 0,
  no: 0,
  false: 0,
  negative: 0,
  bad: 0,
};
/** Scales by their highest value: above 5, values up to 10 are on a scale to 10, up to 100 on one to 100. */
const SCALES = [1, 5, 10, 100];

/** SQL of the number of a rating as written: with a point or a comma, or a thumb. */
export const RATING_SQL = `coalesce(TRY_CAST(replace(value, ',', '.') AS DOUBLE), CASE lower(trim(value)) ${Object.entries(WORDS)
  .map(([word, number]) => `WHEN '${word}' THEN ${number}`)
  .join(' ')} END::DOUBLE)`;

/** The scale of a log's ratings. */
export interface RatingScale {
  /** SQL of a rating from 1 to 5, of SQL of the number as written; NULL outside the scale. */
  sql(number: string): string;
  readonly notes: readonly InputNote[];
}

/**
 * Tells the scale of a log's ratings by their lowest and highest, and maps it to 1 to 5.
 *
 * @param database with `entries` and `names`
 * @param hasRatings whether there are any
 */
export async function ratingScale(database: DuckDatabase, hasRatings: boolean): Promise<RatingScale> {
  const usual: RatingScale = { sql: (number) => `CASE WHEN ${number} BETWEEN 1 AND 5 THEN ${number} END`, notes: [] };
  if (!hasRatings) return { sql: () => 'NULL::DOUBLE', notes: [] };
  // A few values far outside are mistakes, and no scale.
  const [{ low, high, count }] = await database.rows(
    `SELECT quantile_disc(number, 0.001) AS low, quantile_disc(number, 0.999) AS high, count(*)::DOUBLE AS count
    FROM (SELECT ${RATING_SQL} AS number FROM entries JOIN names ON names.name = coalesce(event, '') AND names.file = ${FILE_SQL} WHERE rule_name = 'rate')
    WHERE isfinite(number)`,
  );
  if (Number(count) === 0) return usual;
  const [lowest, highest] = [Number(low), Number(high)];
  const top = SCALES.find((scale) => Math.max(highest, -lowest) <= scale);
  const note = (message: string): InputNote[] => [{ code: 'rating-scale', message, option: null }];
  if (top === undefined)
    return { ...usual, notes: note(`Ratings go from ${lowest} to ${highest}, which is no known scale: only those from 1 to 5 are used.`) };
  if (lowest < 0) return mapped(-top, top, note(`Ratings are read on a scale from ${-top} to ${top}: those below 0 count as dislikes.`));
  if (top === 1 && lowest < 1) return mapped(0, 1, note('Ratings of 0 and 1 are read as thumbs: 0 is a dislike.'));
  if (top <= 5)
    return lowest >= 1
      ? usual
      : mapped(
          0,
          5,
          lowest >= 0.5 ? [] : note('Ratings are read on a scale from 0 to 5: those below 2.5 count as dislikes.'),
          lowest >= 0.5,
        );
  const from = lowest >= 1 ? 1 : 0;
  return mapped(
    from,
    top,
    note(
      `Ratings go up to ${highest}: they are read on a scale from ${from} to ${top}, and those below ${(from + top) / 2} count as dislikes.`,
    ),
  );
}

function mapped(from: number, to: number, notes: readonly InputNote[], isHalves = false): RatingScale {
  // Half stars: 0.5 to 5 keep their numbers, and 0.5 is the lowest of 1 to 5.
  if (isHalves) return { sql: (number) => `CASE WHEN ${number} BETWEEN 0.5 AND 5 THEN greatest(${number}, 1) END`, notes };
  return {
    sql: (number) => `CASE WHEN ${number} BETWEEN ${from} AND ${to} THEN 1 + (${number} - (${from})) * 4.0 / ${to - from} END`,
    notes,
  };
}
