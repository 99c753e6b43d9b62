import type { CheckReport } from '../../train/build/build-report.js';
import type { ComparedFigure } from '../../train/check/compare-packs.js';
import { joined, type Shown, shown } from '../output/shown.js';
import { formatCount } from './format-report.js';

/** The figures that did not pass, a line each: both figures, and the option that allows it. */
export function describeRefusal(figures: readonly ComparedFigure[]): Shown {
  const failed = figures.filter(({ passed }) => !passed);
  return joined(
    failed.map(
      ({ subject, previous, current, least, option }) =>
        shown`  ${subject}: ${figureText(current)} instead of ${figureText(previous)}; the limit is a share of ${least}. To allow it: ${option}\n`,
    ),
    '',
  );
}

/** What a check that passed has compared; empty where none was requested. */
export function describeCheck(check: CheckReport | null): Shown {
  if (check === null) return shown``;
  const { previous, number, figures, uncompared } = check;
  if (number === null) return shown`Check: ${previous} has no pack yet, so nothing was compared.\n`;
  const missing = uncompared.length === 0 ? '' : ` Not compared, because one of the packs does not have it: ${uncompared.join(', ')}.`;
  return shown`Check: ${figures.length} figures are within the limits of pack ${number} of ${previous}.${missing}\n`;
}

/** Counts are whole; shares and accuracy have four decimals. */
function figureText(figure: number): string {
  return figure > 1 ? formatCount(figure) : String(Number(figure.toFixed(4)));
}
