import { type BuildReport, buildPack } from '../train/build-pack.js';
import type { Command } from './command.js';
import { formatBytes, formatCount, formatDrops, formatSeconds, formatTable } from './format-report.js';
import { mapOption, neededOption } from './option-values.js';
import { databaseOptions, TRAINING_OPTIONS, trainSettings } from './training-options.js';
import { UsageError } from './usage-error.js';

/** `onshelf build`. */
export const buildCommand: Command = {
  name: 'build',
  summary: "make a pack of a shop's product feed and event log",
  positionals: [],
  options: {
    catalog: {
      type: 'string',
      value: 'FEED',
      help: 'product feed: Google Merchant TSV or CSV, or JSON Lines; gzip accepted',
      required: true,
    },
    events: { type: 'string', value: 'LOG', help: 'event log: CSV, JSON Lines or Parquet; gzip accepted', required: true },
    out: { type: 'string', value: 'DIR', help: 'folder for pack.json and its files', required: true },
    fresh: { type: 'boolean', help: 'start anew, instead of going on where the same build was interrupted' },
    ...TRAINING_OPTIONS,
  },
  run: async (call) => {
    const report = await buildPack(
      {
        catalog: neededOption(call, 'catalog'),
        events: neededOption(call, 'events'),
        out: neededOption(call, 'out'),
        mapped: mapOption(call),
        settings: trainSettings(call),
        database: databaseOptions(call),
        created: creationTime(process.env.SOURCE_DATE_EPOCH),
        // Not SOURCE_DATE_EPOCH: a pack dated back must not lose the events that came after.
        now: Date.now(),
        fresh: call.values.fresh === true,
      },
      call.progress,
    );
    call.terminal.write(call.json ? `${JSON.stringify(report)}\n` : describeBuild(report));
    return 0;
  },
};

/** Now, or what SOURCE_DATE_EPOCH says, for builds that can be repeated to the byte (reproducible-builds.org). */
function creationTime(epoch: string | undefined): string {
  if (epoch === undefined || epoch === '') return new Date().toISOString();
  const seconds = Number(epoch);
  if (!/^\d+$/.test(epoch) || seconds > 8.64e12)
    throw new UsageError(`SOURCE_DATE_EPOCH is "${epoch}"; it must be whole seconds since 1970.`);
  return new Date(seconds * 1000).toISOString();
}

function describeBuild({ out, pack, feed, log, heldOut, models, steps, notKept, seconds, peakMegabytes }: BuildReport): string {
  const measured = models.filter((model) => 'HR@10' in model.metrics);
  const accuracy =
    measured.length === 0
      ? 'Too few shoppers to hold any out: the default blend is kept, and nothing was measured.\n'
      : `Measured on ${heldOut.measured} shoppers whom training had not seen (the blend was chosen on ${heldOut.tuned} others):\n` +
        `${formatTable(
          ['model', 'HR@10', 'NDCG@10'],
          measured.map(({ name, metrics }) => [name, metrics['HR@10'].toFixed(4), metrics['NDCG@10'].toFixed(4)]),
        )}\n`;
  return `
Feed: ${formatCount(feed.rows)} rows, ${formatCount(feed.items)} items
${formatDrops([...feed.dropped, ...feed.changed])}Log: ${formatCount(log.rows)} rows, ${formatCount(log.used)} used: ${formatCount(log.shoppers)} shoppers, ${formatCount(log.items)} items
${formatDrops(log.dropped)}
${accuracy}
${formatTable(
  ['step', 'seconds', 'peak MB'],
  steps.map((step) => [step.step, Number(step.seconds.toFixed(1)), step.peakMegabytes]),
)}
${notKept === null ? '' : `\nNo finished step could be kept, had the build been interrupted: ${notKept}. Name another folder: --temp DIR\n`}
Pack ${pack.number} in ${out}: ${formatCount(pack.items)} items x ${pack.dimensions}, ${formatBytes(pack.bytes + pack.manifestBytes)}, in ${formatSeconds(seconds)}, at most ${formatCount(peakMegabytes)} MB of memory
`;
}
