/** Parts of a written time, as groups of a pattern. */
export type TimePart = 'y' | 'mo' | 'd' | 'a' | 'b' | 'h' | 'mi' | 's' | 'f' | 'ap' | 'zn' | 'zs' | 'zh' | 'zm';

/** A form of written times. */
export interface TimeForm {
  readonly name: string;
  /** For people. */
  readonly examples: readonly string[];
  /**
   * A regular expression in the syntax that JavaScript and RE2 share. It has classes of digits and letters, never particular ones, so
   * that it fits all times of a shape or none.
   */
  readonly pattern: string;
  /** Of each group, in order. `a` and `b`: day and month in an order that the file tells. */
  readonly groups: readonly TimePart[];
}

/** 14:10, 14:10:02.123, 2:10:02 PM, 2:10 p.m., 14 */
const CLOCK = String.raw`(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(?: ?([A-Za-z]{2}\b|[A-Za-z]\.[A-Za-z]\.))?`;
const CLOCK_PARTS: readonly TimePart[] = ['h', 'mi', 's', 'f', 'ap'];
/** 141002, 1410 */
const PACKED_CLOCK = String.raw`(\d{2})(\d{2})(\d{2})?(?:[.,](\d{1,9}))?`;
/** Z, UTC, PDT, +02, -0400, +02:00, GMT+0200 (CEST), +0000 UTC, +02:00[Europe/Berlin] */
const ZONE = String.raw`(?: ?([A-Za-z]{1,5}))?(?: ?([+-])(\d{1,2}):?(\d{2})?)?(?: [A-Za-z]{1,5})?(?: ?[(\[][^)\]]*[)\]])?(?: m=.*)?`;
const ZONE_PARTS: readonly TimePart[] = ['zn', 'zs', 'zh', 'zm'];
/** Between date and clock: T, a blank, a comma, a colon (logs of web servers), "at". */
const BETWEEN = '(?:[A-Za-z_:]|,? {1,2}|,| [A-Za-z]{2} )';
const WEEKDAY = '(?:[A-Za-z]{3,9}[.,]? )?';
const REST = `(?:${BETWEEN}${CLOCK})?${ZONE}$`;
const REST_PARTS: readonly TimePart[] = [...CLOCK_PARTS, ...ZONE_PARTS];

/** The forms of written times that are read in feeds and logs. The first that fits counts. */
export const TIME_FORMS: readonly TimeForm[] = [
  {
    name: 'year first',
    examples: ['2026-06-01T14:10:02.380Z', '2026-06-01 14:10:02 -0400', '2026-06-01 14:10:02,123', '2026/06/01 14:10', '2026-06-01'],
    pattern: String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${REST}`,
    groups: ['y', 'mo', 'd', ...REST_PARTS],
  },
  {
    name: 'year first, without separators',
    examples: ['20260601T141002Z', '20260601 141002', '2026-06-01T141002'],
    pattern: String.raw`^(\d{4})-?(\d{2})-?(\d{2})[A-Za-z _-]${PACKED_CLOCK}${ZONE}$`,
    groups: ['y', 'mo', 'd', 'h', 'mi', 's', 'f', ...ZONE_PARTS],
  },
  {
    name: 'date without separators and clock',
    examples: ['20260601 14:10:02'],
    pattern: String.raw`^(\d{4})(\d{2})(\d{2})${BETWEEN}${CLOCK}${ZONE}$`,
    groups: ['y', 'mo', 'd', ...REST_PARTS],
  },
  {
    name: 'day or month first',
    examples: ['01.06.2026 14:10', '01/06/2026', '6/1/2026, 2:10:02 PM', '6/1/26 14:10', '01-06-2026 14:10'],
    pattern: String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})${REST}`,
    groups: ['a', 'b', 'y', ...REST_PARTS],
  },
  {
    name: 'day and name of month',
    examples: ['Mon, 01 Jun 2026 14:10:02 GMT', '1 June 2026', '01-Jun-2026 14:10', '01/Jun/2026:14:10:02 +0000'],
    pattern: String.raw`^${WEEKDAY}(\d{1,2})\.?[ /-]([A-Za-z]{3,9})\.?[ /,-] ?(\d{4}|\d{2})${REST}`,
    groups: ['d', 'mo', 'y', ...REST_PARTS],
  },
  {
    name: 'name of month and day',
    examples: ['Jun 1, 2026, 2:10:02 PM', 'June 1, 2026', 'Mon Jun 01 2026 14:10:02 GMT+0200 (CEST)'],
    pattern: String.raw`^${WEEKDAY}([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})${REST}`,
    groups: ['mo', 'd', 'y', ...REST_PARTS],
  },
  {
    name: 'year last',
    examples: ['Mon Jun  1 14:10:02 2026', 'Mon Jun  1 14:10:02 UTC 2026'],
    pattern: String.raw`^[A-Za-z]{3},? ([A-Za-z]{3}) {1,2}(\d{1,2}) ${CLOCK}(?: ([A-Za-z]{1,5}))? (\d{4})$`,
    groups: ['mo', 'd', ...CLOCK_PARTS, 'zn', 'y'],
  },
  {
    name: 'year and month',
    examples: ['2026-06'],
    pattern: String.raw`^(\d{4})[-/](\d{2})$`,
    groups: ['y', 'mo'],
  },
];

const compiled = new Map<string, RegExp>();

function patternOf({ pattern }: TimeForm): RegExp {
  const known = compiled.get(pattern) ?? new RegExp(pattern);
  compiled.set(pattern, known);
  return known;
}

/**
 * The form of a written time.
 *
 * @param clean from `cleanTime`; another time of its shape has the same form
 * @returns null where there is none
 */
export function timeForm(clean: string): TimeForm | null {
  return TIME_FORMS.find((form) => patternOf(form).test(clean)) ?? null;
}

/** The parts of a written time; '' where one is not there. null: it does not have the form. */
export function timeParts(clean: string, form: TimeForm): Partial<Record<TimePart, string>> | null {
  const match = patternOf(form).exec(clean);
  if (match === null) return null;
  return Object.fromEntries(form.groups.map((part, index) => [part, match[index + 1] ?? '']));
}
