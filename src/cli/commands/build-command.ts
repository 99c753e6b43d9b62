import { type BuildReport, buildPack } from '../../train/build-pack.js';
import type { BudgetChoice } from '../../train/tune/fit-budget.js';
import type { Command, CommandCall } from '../options/command.js';
import { creationTime } from '../options/creation-time.js';
import { mapOption, neededOption, textOption } from '../options/option-values.js';
import { expectTempOutside } from '../options/path-options.js';
import { contentRequest, databaseOptions, TRAINING_OPTIONS, trainSettings } from '../options/training-options.js';
import { UsageError } from '../options/usage-error.js';
import { Shown, shown } from '../output/shown.js';
import { formatBytes, formatCount, formatDrops, formatTable } from '../report/format-report.js';
import { describeFeed, describePack } from './describe-pack.js';

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
    budget: {
      type: 'string',
      value: 'SIZE',
      help: 'most bytes the pack may have, such as 2MB; lists are made as long as is best within it',
    },
    sensitive: {
      type: 'string',
      value: 'CATEGORY;...',
      help: "categories, as in the feed's product_type, that no profile is made of; those below them are meant too",
    },
    fresh: { type: 'boolean', help: 'start anew, instead of going on where the same build was interrupted' },
    ...TRAINING_OPTIONS,
  },
  run: async (call) => {
    expectTempOutside(call, neededOption(call, 'out'));
    const report = await buildPack(
      {
        catalog: neededOption(call, 'catalog'),
        content: contentRequest(call),
        events: neededOption(call, 'events'),
        out: neededOption(call, 'out'),
        mapped: mapOption(call),
        settings: trainSettings(call),
        database: databaseOptions(call),
        created: creationTime(process.env.SOURCE_DATE_EPOCH),
        // Not SOURCE_DATE_EPOCH: a pack dated back must not lose the events that came after.
        now: Date.now(),
        ...budgetOption(call),
        ...sensitiveOption(call),
        fresh: call.values.fresh === true,
      },
      call.progress,
    );
    call.terminal.write(call.json ? Shown.json(report) : describeBuild(report));
    return 0;
  },
};

const UNITS = { '': 1, k: 1e3, M: 1e6, G: 1e9 } as const;

/**
 * `--budget 2MB`: a size in bytes, units being powers of 1000.
 *
 * @throws UsageError where it is none
 */
function budgetOption(call: CommandCall): { budget?: number } {
  const text = textOption(call, 'budget');
  if (text === undefined) return {};
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*(?:([kMG]?)B)?$/i.exec(text.trim()) ?? [];
  const scale = Object.entries(UNITS).find(([name]) => name.toLowerCase() === (unit ?? '').toLowerCase())?.[1] ?? 1;
  if (number === undefined) throw new UsageError(`--budget is "${text}"; it must be a size such as 500kB or 2MB.`);
  return { budget: Math.floor(Number(number) * scale) };
}

/** `--sensitive "Health > Tests;Adult"`: parted by semicolons, since names of categories hold commas. */
function sensitiveOption(call: CommandCall): { sensitive?: string[] } {
  const sensitive = (textOption(call, 'sensitive') ?? '').split(';').map((category) => category.trim());
  const given = sensitive.filter((category) => category !== '');
  return given.length === 0 ? {} : { sensitive: given };
}

/** What was tried to meet the budget, and what the choice costs. */
function describeBudget(choice: BudgetChoice | null): Shown {
  if (choice === null) return shown``;
  const gains = choice.sizes.map((size) => size['NDCG@20'] ?? 0);
  const best = Math.max(...gains);
  const isChosen = ({ followers }: { followers: number }): boolean => followers === choice.chosen.followers;
  const cost = best > 0 ? 1 - gains[choice.sizes.findIndex(isChosen)] / best : 0;
  const rows = choice.sizes.map((size) => [
    isChosen(size) ? `${size.followers} (chosen)` : size.followers,
    size.neighbours,
    formatBytes(size.bytes),
    size['NDCG@20']?.toFixed(4) ?? '',
  ]);
  return shown`\nBudget: ${formatBytes(choice.budget)}. ${best > 0 ? `The choice costs ${(100 * cost).toFixed(1)} % of the best NDCG@20 of all sizes.` : 'Nothing could be measured: the largest size that fits is taken.'}
${formatTable(['followers per item', 'neighbours', 'size', 'NDCG@20'], rows)}\n`;
}

function describeEmbeddings(embeddings: BuildReport['embeddings']): readonly Shown[] {
  return embeddings.map(
    ({ file, rows, width, matched }) =>
      shown`Embeddings: ${file}, ${formatCount(rows)} rows x ${width}, ${formatCount(matched)} of the catalogue\n`,
  );
}

function describeBuild(report: BuildReport): Shown {
  const { embeddings, log, heldOut, models, budget, steps, notes, notKept } = report;
  const measured = models.filter((model) => 'HR@10' in model.metrics);
  const accuracy =
    measured.length === 0
      ? shown`Too few shoppers to hold any out: the default blend is kept, and nothing was measured.\n`
      : shown`Measured on ${heldOut.measured} shoppers whom training had not seen (the blend was chosen on ${heldOut.tuned} others):
${formatTable(
  ['model', 'HR@10', 'NDCG@10'],
  measured.map(({ name, metrics }) => [name, metrics['HR@10'].toFixed(4), metrics['NDCG@10'].toFixed(4)]),
)}\n`;
  return shown`
${describeFeed(report.feed)}${describeEmbeddings(embeddings)}Log: ${formatCount(log.rows)} rows, ${formatCount(log.used)} used: ${formatCount(log.shoppers)} shoppers, ${formatCount(log.items)} items
${log.compactDates ? shown`Times such as 20240131 were read as dates: all of them are.\n` : ''}${formatDrops(log.dropped)}
${accuracy}${describeBudget(budget)}
${formatTable(
  ['step', 'seconds', 'peak MB'],
  steps.map((step) => [step.step, Number(step.seconds.toFixed(1)), step.peakMegabytes]),
)}
${notKept === null ? '' : shown`\nNo finished step could be kept, had the build been interrupted: ${notKept}. Name another folder: --temp DIR\n`}
${notes.map((note) => shown`Note: ${note}\n`)}${report.sensitiveItems === 0 ? '' : shown`No profile is made of ${formatCount(report.sensitiveItems)} items of sensitive categories.\n`}${describePack(report)}`;
}
