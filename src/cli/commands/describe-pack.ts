import type { Evaluation } from '../../train/evaluate/evaluation.js';
import type { LogSummary } from '../../train/log/log-summary.js';
import type { FeedSummary, PackReport } from '../../train/packing/pack-report.js';
import { type Shown, shown } from '../output/shown.js';
import { dropPart, fileParts, noteParts, stockPart } from '../report/describe-input.js';
import { logParts } from '../report/describe-log.js';
import { formatBytes, formatCount, formatSeconds } from '../report/format-report.js';
import { reportBlock } from '../report/report-block.js';

/** What was read of a feed. */
export function describeFeed({ rows, items, dropped, changed, facts }: FeedSummary): Shown {
  return reportBlock(shown`Feed: ${formatCount(rows)} rows, ${formatCount(items)} items`, [
    ...fileParts(facts),
    stockPart(facts.availability),
    dropPart('left out', dropped, facts.files),
    dropPart('changed', changed, facts.files),
    ...noteParts(facts.notes),
  ]);
}

/** What was read of a log. */
export function describeLog({ rows, used, shoppers, items, dropped, facts }: LogSummary): Shown {
  const heading = shown`Log: ${formatCount(rows)} rows, ${formatCount(used)} used: ${formatCount(shoppers)} shoppers, ${formatCount(items)} items`;
  return reportBlock(heading, [...logParts(facts), dropPart('left out', dropped, facts.files), ...noteParts(facts.notes)]);
}

/** What an evaluation read. */
export function describeInput({ feed, log }: Evaluation['input']): Shown {
  return shown`\n${feed === null ? '' : shown`${describeFeed(feed)}\n`}${describeLog(log)}`;
}

/** The last line of a report: the pack, its size, and the time and memory it took. */
export function describePack({ out, pack, seconds, peakMegabytes }: PackReport): Shown {
  const size = `${formatCount(pack.items)} items x ${pack.dimensions}, ${formatBytes(pack.bytes + pack.manifestBytes)}`;
  return shown`Pack ${pack.number} in ${out}: ${size}, built in ${formatSeconds(seconds)}, peak memory ${formatCount(peakMegabytes)} MB\n`;
}
