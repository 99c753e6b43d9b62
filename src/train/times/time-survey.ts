import { type TimeForm, timeForm, timeParts } from './time-forms.js';
import { cleanTime, timeShape } from './time-shape.js';
import { readWrittenTime } from './written-time.js';

/** What a file's times of one shape are. */
export interface ShapeFacts {
  count: number;
  /** First and last in order of text; for numbers of one length, in order of size. */
  first: string;
  last: string;
  /** For numbers of 8 to 17 digits: how many are dates from 1990 to 2100 without separators. */
  dates: number;
  /** For shapes with day and month in an order that the file must tell: their dates as `first/second/year`, and the rows of each. */
  readonly days: Map<string, number>;
}

/** Shape to facts. */
export type TimeSurvey = Map<string, ShapeFacts>;

/** A date, and perhaps a clock, in one number. */
export const PACKED_TIME: TimeForm = {
  name: 'number of digits',
  examples: ['20260601', '2026060114', '202606011410', '20260601141002'],
  pattern: String.raw`^(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?(\d{2})?(\d{3})?(?:\.\d)?$`,
  groups: ['y', 'mo', 'd', 'h', 'mi', 's', 'f'],
};

/** First and last plausible time, milliseconds since 1970: the years 1990 to 2100. Guesses outside are refused. */
export const PLAUSIBLE_MS = [Date.UTC(1990, 0), Date.UTC(2101, 0)] as const;

/** Whether numbers of this shape may be dates without separators: 8, 10, 12, 14 or 17 digits. */
export function isPackedShape(shape: string): boolean {
  return /^(?:9{8}|9{10}|9{12}|9{14}|9{17})(?:\.9)?$/.test(shape);
}

/** Whether day and month of this shape are in an order that the file must tell. */
export function isUnordered(shape: string): boolean {
  return timeForm(shape)?.groups.includes('a') === true;
}

/**
 * Surveys times in memory. A log is surveyed by its database.
 *
 * @param texts the times of a feed's column, or of a log's
 */
export function surveyTimes(texts: Iterable<string>): TimeSurvey {
  const survey: TimeSurvey = new Map();
  for (const text of texts) {
    const clean = cleanTime(text);
    if (clean === '') continue;
    const shape = timeShape(clean);
    const facts = survey.get(shape) ?? { count: 0, first: clean, last: clean, dates: 0, days: new Map<string, number>() };
    survey.set(shape, facts);
    facts.count++;
    if (clean < facts.first) facts.first = clean;
    if (clean > facts.last) facts.last = clean;
    if (isPackedShape(shape) && isPackedDate(clean)) facts.dates++;
    if (!isUnordered(shape)) continue;
    const form = timeForm(clean);
    const parts = form === null ? null : timeParts(clean, form);
    const day = `${Number(parts?.a)}/${Number(parts?.b)}/${parts?.y ?? ''}`;
    facts.days.set(day, (facts.days.get(day) ?? 0) + 1);
  }
  return survey;
}

function isPackedDate(clean: string): boolean {
  const time = readWrittenTime(clean, PACKED_TIME, false);
  return time !== null && time >= PLAUSIBLE_MS[0] && time < PLAUSIBLE_MS[1];
}
