import type { FeedSummary, PackReport } from '../../train/packing/pack-report.js';
import { type Shown, shown } from '../output/shown.js';
import { formatBytes, formatCount, formatDrops, formatSeconds } from '../report/format-report.js';

/** The feed's lines of a report: what was read, and what was dropped or changed. */
export function describeFeed({ rows, items, dropped, changed }: FeedSummary): Shown {
  return shown`Feed: ${formatCount(rows)} rows, ${formatCount(items)} items\n${formatDrops([...dropped, ...changed])}`;
}

/** The last line of a report: the pack, and what it cost to make. */
export function describePack({ out, pack, seconds, peakMegabytes }: PackReport): Shown {
  const size = `${formatCount(pack.items)} items x ${pack.dimensions}, ${formatBytes(pack.bytes + pack.manifestBytes)}`;
  return shown`Pack ${pack.number} in ${out}: ${size}, in ${formatSeconds(seconds)}, at most ${formatCount(peakMegabytes)} MB of memory\n`;
}
