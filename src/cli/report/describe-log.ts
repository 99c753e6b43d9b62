import type { EventCount, LogFacts } from '../../train/input/input-facts.js';
import { type Shown, shown } from '../output/shown.js';
import { fileParts } from './describe-input.js';
import { formatCount } from './format-report.js';
import { moreOf, type ReportPart, shortValue } from './report-block.js';

/** How many event names of a kind are shown; the rest is in the object of `--json`. */
const NAMES_SHOWN = 8;
/** Width of the longest event name shown. */
const NAME_LENGTH = 40;

/** The parts of a report that say what was read of a log. */
export function logParts(facts: LogFacts): ReportPart[] {
  return [
    ...fileParts(facts),
    { label: 'period', lines: facts.period === null ? [] : [shown`${moment(facts.period.from)} to ${moment(facts.period.to)}`] },
    { label: 'events', lines: eventLines(facts.events) },
  ];
}

/** The names of the events, their counts, and what they count as; unknown names last. */
function eventLines(events: readonly EventCount[]): Shown[] {
  const known = events.filter(({ countsAs }) => countsAs !== null);
  const unknown = events.filter(({ countsAs }) => countsAs === null);
  const shownNames = [...known.slice(0, NAMES_SHOWN), ...unknown.slice(0, NAMES_SHOWN)];
  const nameWidth = Math.max(0, ...shownNames.map((event) => nameOf(event).length));
  const countWidth = Math.max(0, ...shownNames.map(({ count }) => formatCount(count).length));
  const line = (event: EventCount): Shown =>
    shown`${nameOf(event).padEnd(nameWidth)}  ${formatCount(event.count).padStart(countWidth)}${meaningOf(event)}`;
  const more = (all: readonly EventCount[]): Shown[] => (all.length > NAMES_SHOWN ? [shown`${moreOf(all.length - NAMES_SHOWN)}`] : []);
  return [...known.slice(0, NAMES_SHOWN).map(line), ...more(known), ...unknown.slice(0, NAMES_SHOWN).map(line), ...more(unknown)];
}

function nameOf({ name }: EventCount): string {
  const short = shortValue(name === '' ? '(no name)' : name);
  return short.length > NAME_LENGTH ? `${short.slice(0, NAME_LENGTH - 3)}...` : short;
}

function meaningOf({ name, countsAs, weight }: EventCount): string {
  if (countsAs === null) return '  unknown, not used';
  const unused = weight === 0 ? 'not used in training' : '';
  if (countsAs === 'other' || name === countsAs) return unused && `  ${unused}`;
  return `  as ${countsAs}${unused && `, ${unused}`}`;
}

/** `2026-03-01 12:00` of ISO 8601. */
function moment(text: string): string {
  return text.slice(0, 16).replace('T', ' ');
}
