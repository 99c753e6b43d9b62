import type { FeedSummary, PackReport } from '../../train/packing/pack-report.js';
import { type Shown, shown } from '../output/shown.js';
import { formatBytes, formatCount, formatDrops, formatSeconds } from '../report/format-report.js';

/** The lines of a report on the feed: rows and items read, dropped and changed. */
export function describeFeed({ rows, items, dropped, changed }: FeedSummary): Shown {
  return shown`Feed: ${formatCount(rows)} rows, ${formatCount(items)} items\n${formatDrops([...dropped, ...changed])}`;
}

/** The last line of a report: the pack, its size, and the time and memory it took. */
export function describePack({ out, pack, seconds, peakMegabytes }: PackReport): Shown {
  const size = `${formatCount(pack.items)} items x ${pack.dimensions}, ${formatBytes(pack.bytes + pack.manifestBytes)}`;
  return shown`Pack ${pack.number} in ${out}: ${size}, built in ${formatSeconds(seconds)}, peak memory ${formatCount(peakMegabytes)} MB\n`;
}
