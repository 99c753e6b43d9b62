import { sqlText } from '../input/open-duck-database.js';
import { cleanTime, cleanTimeSql, timeShape, timeShapeSql } from './time-shape.js';

/** Times that DuckDB reads itself, and faster: without and with a zone. */
const NATIVE_DATE = String.raw`\d{4}-\d\d-\d\d`;
const NATIVE_CLOCK = String.raw`[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?`;
const NATIVE_UNZONED = `${NATIVE_DATE}(?:${NATIVE_CLOCK})?`;
const NATIVE_ZONED = String.raw`${NATIVE_DATE}${NATIVE_CLOCK}(?:Z|[+-]\d\d(?::\d\d)?)`;
const UNZONED = new RegExp(`^(?:${NATIVE_UNZONED})$`);
const ZONED = new RegExp(`^(?:${NATIVE_ZONED})$`);
/** Shapes by which DuckDB's own times are counted. */
const [UNZONED_SHAPE, ZONED_SHAPE] = ['9999-99-99a99:99:99', '9999-99-99a99:99:99a'];
/** Shapes of DuckDB's own times, and of a few others. */
const NATIVE_SHAPE = /^9999-99-99(?:[a ]99:99:99(?:\.9{1,6})?(?:a|[+-]99(?::99)?)?)?$/;
/** Shapes whose pattern fits clean texts alone. */
const CLEAN_SHAPE = /^[!-~](?:[ -~]{0,77}[!-~])?$/;
/** Most shapes of a sample that have a pattern of their own. */
const USUAL_SHAPES = 3;

/** SQL of whether DuckDB reads a text as this reader does. */
export function nativeTimeSql(text: string): string {
  return `regexp_full_match(${text}, ${sqlText(`${NATIVE_UNZONED}|${NATIVE_ZONED}`)})`;
}

/**
 * SQL of the shape of a time, '' for a text of blanks. Most times of most logs are written as DuckDB reads them: they have two shapes here,
 * with and without a zone, because a shape takes longer than a reading. The usual shapes of a sample have a pattern each, which takes less
 * time than to find the shape letter by letter; the sample changes no result.
 *
 * @param text SQL of the text
 * @param sample some of the texts
 */
export function surveyShapeSql(text: string, sample: readonly string[]): string {
  const native = new Map([
    [UNZONED_SHAPE, `WHEN regexp_full_match(${text}, ${sqlText(NATIVE_UNZONED)}) THEN '${UNZONED_SHAPE}'`],
    [ZONED_SHAPE, `WHEN regexp_full_match(${text}, ${sqlText(NATIVE_ZONED)}) THEN '${ZONED_SHAPE}'`],
  ]);
  const branches = usualShapes(sample).map((shape) => {
    const own = native.get(shape);
    native.delete(shape);
    return own ?? `WHEN regexp_full_match(${text}, ${sqlText(shapePattern(shape))}) THEN ${sqlText(shape)}`;
  });
  const clean = cleanTimeSql(text);
  return `CASE ${[...branches, ...native.values()].join('\n')}
    WHEN regexp_full_match(${clean}, '[0-9]+') THEN repeat('9', length(${clean})) ELSE ${timeShapeSql(clean)} END`;
}

/** The most frequent shapes of a sample, as `surveyShapeSql` gives them, without those that another pattern may fit too. */
function usualShapes(sample: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of sample) {
    const native = UNZONED.test(text) ? UNZONED_SHAPE : ZONED.test(text) ? ZONED_SHAPE : null;
    const shape = native ?? timeShape(cleanTime(text));
    if (native !== null || (CLEAN_SHAPE.test(shape) && !NATIVE_SHAPE.test(shape))) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return sorted.slice(0, USUAL_SHAPES).map(([shape]) => shape);
}

/**
 * A pattern of all texts of a shape, in the syntax that JavaScript and RE2 share.
 *
 * @param shape of visible ASCII and blanks
 */
export function shapePattern(shape: string): string {
  return shape.replace(/9+|a+|[^\w ]/g, (part) =>
    part[0] === '9' ? `[0-9]{${part.length}}` : part[0] === 'a' ? `[A-Za-z]{${part.length}}` : `\\${part}`,
  );
}
