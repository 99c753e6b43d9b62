import { FACTOR_FORMATS } from '../../train/import/factor-collector.js';
import { importPack } from '../../train/import/import-pack.js';
import type { ImportedTable, ImportReport } from '../../train/import/import-report.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Command, CommandCall } from '../options/command.js';
import { creationTime } from '../options/creation-time.js';
import { blendOption, numberOption, weightsOption } from '../options/import-options.js';
import { choicesOption, integerOption, neededOption, textOption } from '../options/option-values.js';
import { expectTempOutside } from '../options/path-options.js';
import { databaseOptions, TRAINING_OPTIONS } from '../options/training-options.js';
import { Shown, shown } from '../output/shown.js';
import { formatCount, formatDrops } from '../report/format-report.js';
import { describeFeed, describePack } from './describe-pack.js';

/** `onshelf import`. */
export const importCommand: Command = {
  name: 'import',
  summary: "make a pack of item factors from another engine and a shop's product feed",
  positionals: [],
  options: {
    factors: {
      type: 'string',
      value: 'PATH',
      help: "Spark's itemFactors or ALSModel folder, implicit's .npz, BigQuery's ML.WEIGHTS, safetensors, or a table (CSV, JSON Lines, Parquet)",
      required: true,
    },
    catalog: {
      type: 'string',
      value: 'FEED',
      help: 'product feed: Google Merchant TSV or CSV, or JSON Lines; gzip accepted',
      required: true,
    },
    out: { type: 'string', value: 'DIR', help: 'folder for pack.json and its files', required: true },
    items: { type: 'string', value: 'FILE', help: "table of the engine's id (id, index or row), item_id, and perhaps popularity" },
    neighbours: { type: 'string', value: 'FILE', help: 'table of item, other, similarity (default: made of the factors)' },
    followers: { type: 'string', value: 'FILE', help: 'the same for what follows an item (default: none)' },
    format: { type: 'string', value: 'NAME', help: `${FACTOR_FORMATS.join(', ')} (default: told by the bytes)` },
    'item-input': { type: 'string', value: 'NAME', help: "bigquery: the items' processed_input (default: the one called like item_id)" },
    keep: { type: 'string', value: 'N', help: 'neighbours and followers kept per item', default: '50' },
    alpha: { type: 'string', value: 'NUMBER', help: "confidence of an event of weight 1 (default: the file's, else 20)" },
    regularization: { type: 'string', value: 'NUMBER', help: "ridge of the fold-in (default: the file's, else 1)" },
    'event-weights': { type: 'string', value: 'NAME=N,...', help: 'what events are worth (default: view_item=1, purchase=5, ...)' },
    'half-life': { type: 'string', value: 'DAYS', help: 'days after which an event counts half (default: 60)' },
    blend: { type: 'string', value: 'PART=N,...', help: 'foldIn, neighbours, followers, seen, popularity (default: by a rule of thumb)' },
    threads: TRAINING_OPTIONS.threads,
    memory: TRAINING_OPTIONS.memory,
    temp: TRAINING_OPTIONS.temp,
  },
  run: async (call) => {
    expectTempOutside(call, neededOption(call, 'out'));
    const report = await importPack(
      {
        factors: neededOption(call, 'factors'),
        catalog: neededOption(call, 'catalog'),
        out: neededOption(call, 'out'),
        items: textOption(call, 'items'),
        neighbours: textOption(call, 'neighbours'),
        followers: textOption(call, 'followers'),
        format: textOption(call, 'format') === undefined ? undefined : choicesOption(call, 'format', FACTOR_FORMATS)[0],
        itemInput: textOption(call, 'item-input'),
        most: integerOption(call, 'keep', 1, 999),
        encoder: encoderOptions(call),
        database: databaseOptions(call),
        created: creationTime(process.env.SOURCE_DATE_EPOCH),
      },
      call.progress,
    );
    call.terminal.write(call.json ? Shown.json(report) : describeImport(report));
    return 0;
  },
};

/** What the options say of the encoder, and nothing else. */
function encoderOptions(call: CommandCall): Partial<EncoderSettings> {
  const told = {
    alpha: numberOption(call, 'alpha', 0),
    regularization: numberOption(call, 'regularization', 1e-9),
    halfLifeDays: numberOption(call, 'half-life', 1e-3),
    eventWeights: weightsOption(call, 'event-weights'),
    blend: blendOption(call),
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}

function describeImport(report: ImportReport): Shown {
  const { items, neighbours, followers, encoder, notes } = report;
  const examples = (list: readonly string[]): string => (list.length === 0 ? '' : `, such as ${list.join(', ')}`);
  const blend = Object.entries(encoder.blend).map(([part, worth]) => `${part} ${worth}`);
  return shown`
${describeFeed(report.feed)}Factors (${report.format}) of ${report.factors}: ${formatCount(items.matched)} items matched
  missing: ${formatCount(items.missing.count)} items of the feed have none${examples(items.missing.first)}
  extra: ${formatCount(items.extra.count)} are of no item of the feed${examples(items.extra.first)}
Neighbours ${describeTable(neighbours)}Followers ${followers === null ? shown`none\n` : describeTable(followers)}Blend: ${blend.join(', ')}; alpha ${encoder.alpha}, regularization ${encoder.regularization}
${notes.map((note) => shown`Note: ${note}\n`)}
${describePack(report)}`;
}

function describeTable({ from, entries, itemsWithEntries, dropped }: ImportedTable): Shown {
  return shown`from ${from}: ${formatCount(entries)} of ${formatCount(itemsWithEntries)} items\n${formatDrops(dropped)}`;
}
