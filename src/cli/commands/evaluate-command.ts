import type { EncodedPack } from '../../pack/encode/encode-pack.js';
import { evaluateModels } from '../../train/evaluate-models.js';
import { lockOutput } from '../../train/files/output-lock.js';
import { RERANKING_STEPS } from '../../train/measure/rank-varied.js';
import { EVALUATED_MODELS, USUAL_MODELS } from '../../train/models/single-model.js';
import { expectPackFolder, writePack } from '../../train/packing/write-pack.js';
import type { EvaluationProtocol, SplitSettings } from '../../train/shoppers/split-log.js';
import { FOLDS } from '../../train/shoppers/user-folds.js';
import type { Command, CommandCall } from '../options/command.js';
import {
  choicesOption,
  dateOption,
  integerOption,
  integersOption,
  mapOption,
  neededOption,
  sharesOption,
  textOption,
} from '../options/option-values.js';
import { expectDistinct, expectTempOutside } from '../options/path-options.js';
import { contentRequest, databaseOptions, TRAINING_OPTIONS, trainSettings } from '../options/training-options.js';
import { UsageError } from '../options/usage-error.js';
import { Shown, shown } from '../output/shown.js';
import { expectTextPlace, type TextFile, writeText } from '../output/write-text.js';
import { evaluationPage } from '../report/evaluation-page.js';
import { evaluationTables } from '../report/evaluation-tables.js';

const PROTOCOLS: readonly EvaluationProtocol[] = ['leave-last-out', 'held-out-users', 'time-split', 'cases'];

/** `onshelf evaluate`. */
export const evaluateCommand: Command = {
  name: 'evaluate',
  summary: 'measure models on a log, through the code the browser runs',
  positionals: [],
  options: {
    events: { type: 'string', value: 'LOG', help: 'event log: CSV, JSON Lines or Parquet; gzip accepted', required: true },
    catalog: { type: 'string', value: 'FEED', help: "product feed (default: the log's items are the catalogue)" },
    protocol: { type: 'string', value: 'NAME', help: PROTOCOLS.join(', '), default: 'leave-last-out' },
    before: { type: 'string', value: 'DATE', help: 'time-split: learn from events before it, such as 2026-03-01 (UTC)' },
    cases: { type: 'string', value: 'FILE', help: 'cases: CSV or TSV with the columns history and target' },
    folds: { type: 'string', value: 'N,...', help: 'held-out-users: folds measured, 0 to 4 (default: all)' },
    'mask-history': { type: 'boolean', help: 'leave the history out of the lists (default for the first two protocols)' },
    'keep-history': { type: 'boolean', help: 'let the lists name items of the history (default for the last two)' },
    'new-items': {
      type: 'string',
      value: 'PERCENT',
      help: 'treat so many per cent of the items as new: none of their events is learned from',
      default: '0',
    },
    k: { type: 'string', value: 'N,...', help: 'lengths of the lists measured', default: '10,20' },
    models: { type: 'string', value: 'NAME,...', help: `out of ${EVALUATED_MODELS.join(', ')}`, default: USUAL_MODELS.join(',') },
    ...Object.fromEntries(
      RERANKING_STEPS.map((step) => [
        step,
        { type: 'string', value: 'SHARE,...', help: `measure the blend with so much ${step} besides, each share by itself` } as const,
      ]),
    ),
    shoppers: { type: 'string', value: 'N', help: 'shoppers measured, a seeded sample of each fold (default: all)' },
    resamples: { type: 'string', value: 'N', help: 'resamples of the shoppers for the intervals; 0: none', default: '1000' },
    html: { type: 'string', value: 'FILE', help: 'write a page with tables and plots there' },
    lists: { type: 'string', value: 'FILE', help: "write the first model's top 20 per shopper there, as JSON Lines" },
    'save-pack': { type: 'string', value: 'DIR', help: 'keep the pack that the first model was measured with (with folds: the last one)' },
    ...TRAINING_OPTIONS,
  },
  run: async (call) => {
    const packFolder = textOption(call, 'save-pack');
    const outputs = outputsOf(call);
    if (packFolder === undefined) return await evaluate(call, outputs, undefined);
    // Before hours of training, not after.
    const lock = lockOutput(packFolder, 'onshelf evaluate');
    try {
      expectPackFolder(packFolder, inputsOf(call));
      for (const note of lock.notes) if (!call.json) call.terminal.writeError(shown`Note: ${note}\n`);
      return await evaluate(call, outputs, (encoded) => {
        writePack(packFolder, encoded, lock);
      });
    } finally {
      lock.release();
    }
  },
};

/** Files that are written besides the pack. */
interface Outputs {
  readonly page?: TextFile;
  readonly lists?: TextFile;
}

function inputsOf(call: CommandCall): (string | undefined)[] {
  return [...['events', 'catalog', 'cases'].map((name) => textOption(call, name)), ...contentRequest(call).embeddings];
}

/** Where files will be put, looked at before anything is done. */
function outputsOf(call: CommandCall): Outputs {
  const [html, lists] = ['html', 'lists'].map((name) => textOption(call, name));
  expectDistinct({ html, lists }, inputsOf(call));
  expectTempOutside(call, textOption(call, 'save-pack'));
  const outputs = {
    ...(html === undefined ? {} : { page: { path: html, what: 'The page' } }),
    // They name shoppers.
    ...(lists === undefined ? {} : { lists: { path: lists, what: 'The lists', mode: 0o600 } }),
  };
  for (const file of Object.values(outputs)) expectTextPlace(file);
  return outputs;
}

async function evaluate(call: CommandCall, outputs: Outputs, save: ((encoded: EncodedPack) => void) | undefined): Promise<number> {
  const cutoffs = integersOption(call, 'k', 1, 1000);
  // Lists are 20 long, whatever is measured.
  const measured = outputs.lists === undefined || cutoffs.some((k) => k >= 20) ? cutoffs : [...cutoffs, 20];
  const lines: string[] = [];
  let measuredPack: EncodedPack | undefined;
  const evaluation = await evaluateModels(
    {
      events: neededOption(call, 'events'),
      catalog: textOption(call, 'catalog'),
      content: contentRequest(call),
      newItems: integerOption(call, 'new-items', 0, 90) / 100,
      mapped: mapOption(call),
      scenario: scenarioOf(call),
      maskHistory: maskOf(call),
      cutoffs: measured,
      models: choicesOption(call, 'models', EVALUATED_MODELS),
      // 0 is the model as it is, which is measured anyhow.
      steps: RERANKING_STEPS.flatMap((step) => sharesOption(call, step).flatMap((value) => (value > 0 ? [{ step, value }] : []))),
      ...(textOption(call, 'shoppers') === undefined ? {} : { mostShoppers: integerOption(call, 'shoppers', 1, 1e9) }),
      resamples: integerOption(call, 'resamples', 0, 100_000),
      settings: trainSettings(call),
      database: databaseOptions(call),
      now: Date.now(),
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
  // With --json they stand in the object.
  if (!call.json) for (const note of evaluation.notes) call.terminal.writeError(shown`Note: ${note}\n`);
  call.terminal.write(call.json ? Shown.json(evaluation) : evaluationTables(evaluation));
  return 0;
}

/** Options that one protocol alone reads. */
const OWN_OPTIONS: Readonly<Record<string, EvaluationProtocol>> = { folds: 'held-out-users', before: 'time-split', cases: 'cases' };

function scenarioOf(call: CommandCall): SplitSettings {
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
      return { protocol, cases: neededOption(call, 'cases') };
  }
}

function maskOf({ values }: CommandCall): boolean | undefined {
  const mask = values['mask-history'] === true;
  const keep = values['keep-history'] === true;
  if (mask && keep) throw new UsageError('--mask-history and --keep-history exclude each other.');
  return mask || keep ? mask : undefined;
}
