import type { DuckDatabase } from '../../input/open-duck-database.js';
import { sqlText } from '../../input/open-duck-database.js';
import { timeForm } from '../../times/time-forms.js';
import { cleanTimeSql } from '../../times/time-shape.js';
import { isPackedShape, isUnordered, PACKED_TIME, PLAUSIBLE_MS, type TimeSurvey } from '../../times/time-survey.js';
import { writtenTimeSql } from '../../times/written-time.js';

/** Shapes of times, and dates of one shape, that are looked at: those of the most rows. */
const [MAX_SHAPES, MAX_DATES] = [2000, 20_000];

/**
 * Surveys the times of a log.
 *
 * @param database with `entries`
 * @param now milliseconds since 1970
 */
export async function surveyLog(database: DuckDatabase, now: number): Promise<TimeSurvey> {
  const shaped = `SELECT ${cleanTimeSql('timestamp')} AS clean, shape FROM entries WHERE readable AND timestamp IS NOT NULL`;
  const shapes = await database.rows(
    `SELECT shape, count(*)::DOUBLE AS count, min(clean) AS first, max(clean) AS last FROM (${shaped}) WHERE shape <> '' GROUP BY shape
    ORDER BY count DESC, shape LIMIT ${MAX_SHAPES}`,
  );
  const survey: TimeSurvey = new Map();
  for (const { shape, count, first, last } of shapes) {
    survey.set(String(shape), { count: Number(count), first: String(first), last: String(last), dates: 0, days: new Map() });
  }
  // Seconds of today are the most usual numbers, and need no look at their digits.
  const packed = [...survey].filter(
    ([shape, { last }]) => isPackedShape(shape) && !(/^9{10}(?:\.9)?$/.test(shape) && Number(last) * 1000 <= now),
  );
  for (const [shape, facts] of packed) {
    const time = writtenTimeSql('clean', PACKED_TIME, false);
    const [{ dates }] = await database.rows(
      `SELECT count(*) FILTER (time >= ${PLAUSIBLE_MS[0]} AND time < ${PLAUSIBLE_MS[1]})::DOUBLE AS dates
      FROM (SELECT ${time} AS time FROM (${shaped}) WHERE shape = ${sqlText(shape)})`,
    );
    facts.dates = Number(dates);
  }
  for (const [shape, facts] of survey) {
    const form = isUnordered(shape) ? timeForm(facts.first) : null;
    if (form === null) continue;
    const parts = `regexp_extract(clean, ${sqlText(form.pattern)}, [${form.groups.map((part) => `'${part}'`).join(', ')}])`;
    const days = await database.rows(
      `SELECT p.a AS a, p.b AS b, p.y AS y, count(*)::DOUBLE AS count FROM (SELECT ${parts} AS p FROM (${shaped}) WHERE shape = ${sqlText(shape)})
      GROUP BY ALL ORDER BY count DESC, a, b, y LIMIT ${MAX_DATES}`,
    );
    for (const { a, b, y, count } of days) {
      const day = `${Number(a)}/${Number(b)}/${y}`;
      facts.days.set(day, (facts.days.get(day) ?? 0) + Number(count));
    }
  }
  return survey;
}
