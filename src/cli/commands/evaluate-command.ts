import type { EncodedPack } from '../../pack/encode/encode-pack.js';
import { evaluateModels } from '../../train/evaluate-models.js';
import { lockOutput } from '../../train/files/output-lock.js';
import { RERANKING_STEPS } from '../../train/measure/rank-with-reranking.js';
import { EVALUATED_MODELS, USUAL_MODELS } from '../../train/models/single-model.js';
import { expectPackFolder, writePack } from '../../train/packing/write-pack.js';
import { FOLDS } from '../../train/split/assign-folds.js';
import type { EvaluationProtocol, SplitSettings } from '../../train/split/split-log.js';
import type { Command, CommandCall } from '../options/command.js';
import { ENCODER_OPTIONS, encoderOption } from '../options/encoder-options.js';
import { CATALOG_OPTION, EVENTS_OPTION, FEED_OPTIONS, feedOptions, LOG_OPTIONS, logOptions } from '../options/input-options.js';
import { OBJECTIVE_OPTION, objectiveOption } from '../options/objective-option.js';
import {
  choicesOption,
  dateOption,
  integerOption,
  integersOption,
  requiredOption,
  requiredTexts,
  sharesOption,
  textOption,
  textsOption,
} from '../options/option-values.js';
import { expectDistinct, expectTempOutside } from '../options/path-options.js';
import { splitList } from '../options/split-list.js';
import { contentRequest, databaseOptions, TRAINING_OPTIONS, trainSettings } from '../options/training-options.js';
import { UsageError } from '../options/usage-error.js';
import { Shown, shown } from '../output/shown.js';
import { expectTextPlace, type TextFile, writeText } from '../output/write-text.js';
import { evaluationPage } from '../report/evaluation-page.js';
import { evaluationTables } from '../report/evaluation-tables.js';
import { describeInput } from './describe-pack.js';
import { type BasketInput, runBasketEvaluation } from './run-basket-evaluation.js';

const PROTOCOLS: readonly EvaluationProtocol[] = ['leave-last-out', 'held-out-users', 'time-split', 'cases'];

/** `onshelf evaluate`. */
export const evaluateCommand: Command = {
  name: 'evaluate',
  summary: 'measure models on an event log, with the code that runs in the browser',
  positionals: [],
  options: {
    events: { ...EVENTS_OPTION, required: true, heading: 'Files' },
    catalog: { ...CATALOG_OPTION, help: `${CATALOG_OPTION.help} (default: the items of the log)` },
    ...FEED_OPTIONS,
    ...LOG_OPTIONS,
    protocol: { type: 'string', value: 'NAME', help: `${PROTOCOLS.join(', ')}, baskets`, default: 'leave-last-out', heading: 'Measuring' },
    before: { type: 'string', value: 'DATE', help: 'time-split, baskets: train on events before this date, such as 2026-03-01 (UTC)' },
    cases: { type: 'string', value: 'FILE', help: 'cases: CSV or TSV with the columns history and target' },
    folds: { type: 'string', value: 'N,...', help: 'held-out-users: folds measured, 0 to 4 (default: all)' },
    'mask-history': { type: 'boolean', help: 'exclude the history from the lists (default for leave-last-out and held-out-users)' },
    'keep-history': { type: 'boolean', help: 'allow items of the history in the lists (default for time-split and cases)' },
    'new-items': {
      type: 'string',
      value: 'PERCENT',
      help: 'treat this percentage of the items as new: training sees none of their events',
      default: '0',
    },
    k: { type: 'string', value: 'N,...', help: 'lengths of the lists measured', default: '10,20' },
    models: { type: 'string', value: 'NAME,...', help: `any of ${EVALUATED_MODELS.join(', ')}`, default: USUAL_MODELS.join(',') },
    ...Object.fromEntries(
      RERANKING_STEPS.map((step) => [
        step,
        { type: 'string', value: 'SHARE,...', help: `also measure the blend with this share of ${step}, each share separately` } as const,
      ]),
    ),
    ...OBJECTIVE_OPTION,
    'group-by': {
      type: 'string',
      value: 'COLUMN,...',
      help: 'also measure by the values of these columns: attributes, or brand, category, type, size, color',
    },
    shoppers: { type: 'string', value: 'N', help: 'maximum number of shoppers measured in each fold, a seeded sample (default: all)' },
    resamples: { type: 'string', value: 'N', help: 'bootstrap resamples of the shoppers for the intervals; 0 for none', default: '1000' },
    html: { type: 'string', value: 'FILE', help: 'write an HTML report with tables and plots to FILE' },
    lists: { type: 'string', value: 'FILE', help: "write the first model's top 20 per shopper to FILE, as JSON Lines" },
    'save-pack': { type: 'string', value: 'DIR', help: 'save the pack of the first model to DIR (with folds: of the last fold)' },
    ...ENCODER_OPTIONS,
    ...TRAINING_OPTIONS,
  },
  run: async (call) => {
    if (textOption(call, 'protocol') === 'baskets') return await runBasketEvaluation(call, inputOf(call));
    const packFolder = textOption(call, 'save-pack');
    const outputs = outputsOf(call);
    if (packFolder === undefined) return await evaluate(call, outputs, undefined);
    // Before hours of training, not after.
    const lock = lockOutput(packFolder, 'onshelf evaluate');
    try {
      expectPackFolder(packFolder, inputsOf(call));
      for (const note of lock.notes) if (!call.json) call.terminal.writeError(shown`Note: ${note}\n`);
      return await evaluate(call, outputs, (encoded) => {
        writePack(packFolder, encoded, { held: lock });
      });
    } finally {
      lock.release();
    }
  },
};

/** Files to write besides the pack. */
interface Outputs {
  readonly page?: TextFile;
  readonly lists?: TextFile;
}

function inputsOf(call: CommandCall): (string | undefined)[] {
  const inputs = ['events', 'catalog'].flatMap((name) => textsOption(call, name));
  return [...inputs, textOption(call, 'cases'), ...contentRequest(call).embeddings];
}

/** The files to write. Their paths are checked before anything else is done. */
function outputsOf(call: CommandCall): Outputs {
  const [html, lists] = ['html', 'lists'].map((name) => textOption(call, name));
  expectDistinct({ html, lists }, inputsOf(call));
  expectTempOutside(call, textOption(call, 'save-pack'));
  const outputs = {
    ...(html === undefined ? {} : { page: { path: html, what: 'The report' } }),
    // Lists contain user ids.
    ...(lists === undefined ? {} : { lists: { path: lists, what: 'The lists', mode: 0o600 } }),
  };
  for (const file of Object.values(outputs)) expectTextPlace(file);
  return outputs;
}

/** Files and settings that all protocols share. */
function inputOf(call: CommandCall): BasketInput {
  return {
    events: requiredTexts(call, 'events'),
    logOptions: logOptions(call),
    catalog: textsOption(call, 'catalog'),
    feedOptions: feedOptions(call),
    content: contentRequest(call),
    ...(textOption(call, 'shoppers') === undefined ? {} : { mostShoppers: integerOption(call, 'shoppers', 1, 1e9) }),
    resamples: integerOption(call, 'resamples', 0, 100_000),
    settings: trainSettings(call),
    database: databaseOptions(call),
    now: Date.now(),
  };
}

async function evaluate(call: CommandCall, outputs: Outputs, save: ((encoded: EncodedPack) => void) | undefined): Promise<number> {
  const cutoffs = integersOption(call, 'k', 1, 1000);
  // Lists have 20 items, whatever the cutoffs.
  const measured = outputs.lists === undefined || cutoffs.some((k) => k >= 20) ? cutoffs : [...cutoffs, 20];
  const { steps: weights, ...objective } = objectiveOption(call);
  const lines: string[] = [];
  let measuredPack: EncodedPack | undefined;
  const evaluation = await evaluateModels(
    {
      ...inputOf(call),
      newItems: integerOption(call, 'new-items', 0, 90) / 100,
      split: splitOf(call),
      maskHistory: maskOf(call),
      cutoffs: measured,
      models: choicesOption(call, 'models', EVALUATED_MODELS),
      ...(textOption(call, 'group-by') === undefined ? {} : { groupBy: splitList(textOption(call, 'group-by') ?? '') }),
      ...encoderOption(call),
      ...objective,
      // 0 is the model without the step, which is measured in any case.
      rerankings: [
        ...RERANKING_STEPS.flatMap((step) => sharesOption(call, step).flatMap((value) => (value > 0 ? [{ step, value }] : []))),
        ...weights,
      ],
    },
    call.progress,
    {
      ...(outputs.lists === undefined ? {} : { onList: (list) => lines.push(`${JSON.stringify(list)}\n`) }),
      ...(save === undefined
        ? {}
        : {
            onPack: (encoded) => {
              measuredPack = encoded;
            },
          }),
    },
  );
  if (measuredPack !== undefined) save?.(measuredPack);
  if (outputs.lists !== undefined) writeText(outputs.lists, lines.join(''));
  if (outputs.page !== undefined) writeText(outputs.page, evaluationPage(evaluation));
  // With --json the object contains them.
  if (!call.json) for (const note of evaluation.notes) call.terminal.writeError(shown`Note: ${note}\n`);
  call.terminal.write(call.json ? Shown.json(evaluation) : shown`${describeInput(evaluation.input)}${evaluationTables(evaluation)}`);
  return 0;
}

/** Options of one protocol only. */
const OWN_OPTIONS: Readonly<Record<string, EvaluationProtocol>> = { folds: 'held-out-users', before: 'time-split', cases: 'cases' };

function splitOf(call: CommandCall): SplitSettings {
  const [protocol, ...others] = choicesOption(call, 'protocol', PROTOCOLS);
  if (others.length > 0) throw new UsageError('--protocol takes one name.');
  for (const [name, owner] of Object.entries(OWN_OPTIONS)) {
    if (owner !== protocol && textOption(call, name) !== undefined)
      throw new UsageError(`--${name} is for --protocol ${owner}, not ${protocol}.`);
  }
  switch (protocol) {
    case 'leave-last-out':
      return { protocol };
    case 'held-out-users':
      return { protocol, folds: textOption(call, 'folds') === undefined ? [0, 1, 2, 3, 4] : integersOption(call, 'folds', 0, FOLDS - 1) };
    case 'time-split':
      return { protocol, before: dateOption(call, 'before') };
    case 'cases':
      return { protocol, cases: requiredOption(call, 'cases') };
  }
}

function maskOf({ values }: CommandCall): boolean | undefined {
  const mask = values['mask-history'] === true;
  const keep = values['keep-history'] === true;
  if (mask && keep) throw new UsageError('--mask-history and --keep-history cannot be combined.');
  return mask || keep ? mask : undefined;
}
