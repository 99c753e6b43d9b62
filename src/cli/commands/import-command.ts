import { FACTOR_FORMATS } from '../../train/import/factor-collector.js';
import { importPack } from '../../train/import/import-pack.js';
import type { ImportedTable, ImportReport } from '../../train/import/import-report.js';
import type { SequenceReport } from '../../train/torch/import-encoder.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Command, CommandCall } from '../options/command.js';
import { creationTime } from '../options/creation-time.js';
import { blendOption, numberOption, sequenceOption, weighingOption, weightsOption } from '../options/import-options.js';
import { CATALOG_OPTION, EVENTS_OPTION, FEED_OPTIONS, feedOptions, LOG_OPTIONS } from '../options/input-options.js';
import { choicesOption, integerOption, requiredOption, requiredTexts, textOption } from '../options/option-values.js';
import { expectTempOutside } from '../options/path-options.js';
import { PUBLISHING_OPTIONS, publishingOptions } from '../options/publishing-options.js';
import { databaseOptions, TRAINING_OPTIONS } from '../options/training-options.js';
import { UsageError } from '../options/usage-error.js';
import { Shown, shown } from '../output/shown.js';
import { describeAttributes } from '../report/describe-attributes.js';
import { formatCount, formatDrops } from '../report/format-report.js';
import { describeFeed, describeLog, describePack } from './describe-pack.js';
import { describeSensitive, SENSITIVE_OPTION, sensitiveOption } from './sensitive-option.js';

/** `onshelf import`. */
export const importCommand: Command = {
  name: 'import',
  summary: "build a pack from another engine's item factors and a product feed",
  positionals: [],
  options: {
    factors: {
      type: 'string',
      value: 'PATH',
      help: "Spark's itemFactors or ALSModel folder, implicit's .npz, BigQuery's ML.WEIGHTS, safetensors, or a table (CSV, JSON Lines, Parquet); default: the rows of --encoder",
      heading: 'Files',
    },
    catalog: { ...CATALOG_OPTION, required: true },
    out: { type: 'string', value: 'DIR', help: 'folder for pack.json and its files', required: true },
    items: {
      type: 'string',
      value: 'FILE',
      help: "table that maps the engine's ids (id, index or row) to item_id; popularity is optional",
    },
    neighbours: { type: 'string', value: 'FILE', help: 'table of item, other, similarity (default: computed from the factors)' },
    followers: { type: 'string', value: 'FILE', help: 'the same for the items that follow an item (default: none)' },
    encoder: {
      type: 'string',
      value: 'FILE',
      help: "sequence encoder: a PyTorch state dict (.pt, .safetensors) of distributed/torch_encoder.py, RecBole's SASRec or GRU4Rec, or RecTools' SASRec",
    },
    'encoder-card': {
      type: 'string',
      value: 'FIELD=V,...',
      help: 'what its parameters do not tell: heads, activation, padding, floor, length',
    },
    events: { ...EVENTS_OPTION, help: `with --encoder: ${EVENTS_OPTION.help}; its shoppers choose weight and sharpness of the encoder` },
    format: { type: 'string', value: 'NAME', help: `${FACTOR_FORMATS.join(', ')} (default: detected)` },
    'item-input': {
      type: 'string',
      value: 'NAME',
      help: 'bigquery: the processed_input of the items (default: the one with a name like item_id)',
    },
    ...FEED_OPTIONS,
    ...LOG_OPTIONS,
    keep: { type: 'string', value: 'N', heading: 'Pack', help: 'maximum number of neighbours and of followers per item', default: '50' },
    alpha: { type: 'string', value: 'NUMBER', help: "confidence of an event of weight 1 (default: the file's, else 20)" },
    regularization: { type: 'string', value: 'NUMBER', help: "ridge of the fold-in (default: the file's, else 1)" },
    ...SENSITIVE_OPTION,
    'event-weights': { type: 'string', value: 'NAME=N,...', help: 'weights of events (default: view_item=1, purchase=5, ...)' },
    'half-life': { type: 'string', value: 'DAYS', help: 'days after which an event counts half (default: 60)' },
    blend: { type: 'string', value: 'PART=N,...', help: 'foldIn, neighbours, followers, seen, popularity, encoder (default: estimated)' },
    sharpness: {
      type: 'string',
      value: 'NUMBER',
      help: "exponent of the encoder's scores, 0: they are added as they are (default: chosen; with --blend 0)",
    },
    ...PUBLISHING_OPTIONS,
    threads: TRAINING_OPTIONS.threads,
    memory: TRAINING_OPTIONS.memory,
    temp: TRAINING_OPTIONS.temp,
  },
  run: async (call) => {
    expectTempOutside(call, requiredOption(call, 'out'));
    const sequence = sequenceOption(call);
    const report = await importPack(
      {
        factors:
          sequence.sequence === undefined ? requiredOption(call, 'factors') : (textOption(call, 'factors') ?? sequence.sequence.path),
        ...sequence,
        ...weighingOption(call),
        catalog: requiredTexts(call, 'catalog'),
        feedOptions: feedOptions(call),
        out: requiredOption(call, 'out'),
        items: textOption(call, 'items'),
        neighbours: textOption(call, 'neighbours'),
        followers: textOption(call, 'followers'),
        format: textOption(call, 'format') === undefined ? undefined : choicesOption(call, 'format', FACTOR_FORMATS)[0],
        itemInput: textOption(call, 'item-input'),
        ...sensitiveOption(call),
        most: integerOption(call, 'keep', 1, 999),
        encoder: encoderOptions(call),
        database: databaseOptions(call),
        created: creationTime(process.env.SOURCE_DATE_EPOCH),
        publishing: await publishingOptions(call),
      },
      call.progress,
    );
    call.terminal.write(call.json ? Shown.json(report) : describeImport(report));
    return 0;
  },
};

/** The encoder settings that were given as options. */
function encoderOptions(call: CommandCall): Partial<EncoderSettings> {
  const given = {
    alpha: numberOption(call, 'alpha', 0),
    regularization: numberOption(call, 'regularization', 1e-9),
    halfLifeDays: numberOption(call, 'half-life', 1e-3),
    eventWeights: weightsOption(call, 'event-weights'),
    blend: blendOption(call),
  };
  if (given.blend !== undefined && Boolean(given.blend.encoder) !== (textOption(call, 'encoder') !== undefined))
    throw new UsageError('--blend must give the part encoder a weight if there is an encoder (--encoder), and only then.');
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function describeImport(report: ImportReport): Shown {
  const { items, neighbours, followers, encoder, sequence, joining, log, notes } = report;
  const examples = (list: readonly string[]): string => (list.length === 0 ? '' : `, such as ${list.join(', ')}`);
  const blend = Object.entries(encoder.blend).map(([part, worth]) => `${part} ${worth}`);
  return shown`
${describeFeed(report.feed)}${describeAttributes(report.attributes)}${log === null ? '' : describeLog(log)}Factors (${report.format}) of ${report.factors}: ${formatCount(items.matched)} items matched
  missing: ${formatCount(items.missing.count)} items of the feed have no factors${examples(items.missing.first)}
  extra: ${formatCount(items.extra.count)} match no item of the feed${examples(items.extra.first)}
Neighbours ${describeTable(neighbours)}Followers ${followers === null ? shown`none\n` : describeTable(followers)}${sequence === null ? '' : describeSequence(sequence)}Blend: ${blend.join(', ')}; alpha ${encoder.alpha}, regularization ${encoder.regularization}
${joining === null ? '' : shown`${joining.reason}\n`}${describeSensitive(report.sensitiveItems)}${notes.map((note) => shown`Note: ${note}\n`)}
${describePack(report)}`;
}

function describeSequence({ model, kind, bits, bytes, closeness }: SequenceReport): Shown {
  return shown`Encoder (${kind}) of ${model}: ${formatCount(bytes)} bytes in ${bits} bits; its queries have a cosine of ${closeness} with those before rounding\n`;
}

function describeTable({ from, entries, itemsWithEntries, dropped }: ImportedTable): Shown {
  return shown`from ${from}: ${formatCount(entries)} entries for ${formatCount(itemsWithEntries)} items\n${formatDrops(dropped)}`;
}
