import { writeFileSync } from 'node:fs';
import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import type { EncodedPack } from '../pack/encode-pack.js';
import { type Evaluation, evaluateModels } from '../train/evaluate-models.js';
import { type EvaluatedModel, SINGLE_MODELS } from '../train/single-model.js';
import type { Protocol } from '../train/split-log.js';
import { FOLDS } from '../train/user-folds.js';
import { writePack } from '../train/write-pack.js';
import type { Command } from './command.js';
import { formatCount, formatTable } from './format-report.js';
import { choicesOption, integersOption, mapOption, neededOption, textOption } from './option-values.js';
import { databaseOptions, TRAINING_OPTIONS, trainSettings } from './training-options.js';
import { UsageError } from './usage-error.js';

const PROTOCOLS: readonly Protocol[] = ['leave-last-out', 'held-out-users'];
const MODELS: readonly EvaluatedModel[] = [...SINGLE_MODELS, 'blend'];

/** `onshelf evaluate`. */
export const evaluateCommand: Command = {
  name: 'evaluate',
  summary: 'measure models on a log, through the code the browser runs',
  positionals: [],
  options: {
    events: { type: 'string', value: 'LOG', help: 'event log: CSV, JSON Lines or Parquet; gzip accepted', required: true },
    catalog: { type: 'string', value: 'FEED', help: "product feed (default: the log's items are the catalogue)" },
    protocol: { type: 'string', value: 'NAME', help: PROTOCOLS.join(' or '), default: 'leave-last-out' },
    k: { type: 'string', value: 'N,...', help: 'lengths of the lists measured', default: '10,20' },
    models: { type: 'string', value: 'NAME,...', help: `out of ${MODELS.join(', ')}`, default: MODELS.join(',') },
    folds: { type: 'string', value: 'N,...', help: 'held-out-users: folds measured, 0 to 4', default: '0,1,2,3,4' },
    lists: { type: 'string', value: 'FILE', help: "write the first model's top 20 per shopper there, as JSON Lines" },
    'save-pack': { type: 'string', value: 'DIR', help: 'keep the pack that the first model was measured with (with folds: the last one)' },
    ...TRAINING_OPTIONS,
  },
  run: async (call) => {
    const [protocol, ...others] = choicesOption(call, 'protocol', PROTOCOLS);
    if (others.length > 0) throw new UsageError('--protocol takes one name.');
    const cutoffs = integersOption(call, 'k', 1, 1000);
    const listFile = textOption(call, 'lists');
    // Lists are 20 long, whatever is measured.
    const measured = listFile === undefined || cutoffs.some((k) => k >= 20) ? cutoffs : [...cutoffs, 20];
    const packFolder = textOption(call, 'save-pack');
    const lines: string[] = [];
    let measuredPack: EncodedPack | undefined;
    const evaluation = await evaluateModels(
      {
        events: neededOption(call, 'events'),
        catalog: textOption(call, 'catalog'),
        mapped: mapOption(call),
        protocol,
        cutoffs: measured,
        models: choicesOption(call, 'models', MODELS),
        folds: integersOption(call, 'folds', 0, FOLDS - 1),
        settings: trainSettings(call),
        database: databaseOptions(call),
        now: Date.now(),
      },
      call.progress,
      {
        ...(listFile === undefined ? {} : { onList: (list) => lines.push(`${JSON.stringify(list)}\n`) }),
        ...(packFolder === undefined
          ? {}
          : {
              onPack: (encoded) => {
                measuredPack = encoded;
              },
            }),
      },
    );
    if (packFolder !== undefined && measuredPack !== undefined) writePack(packFolder, measuredPack);
    if (listFile !== undefined) writeLists(listFile, lines);
    // With --json they stand in the object.
    if (!call.json) for (const note of evaluation.notes) call.terminal.writeError(`Note: ${note}\n`);
    call.terminal.write(call.json ? `${JSON.stringify(evaluation)}\n` : describeEvaluation(evaluation));
    return 0;
  },
};

function writeLists(path: string, lines: readonly string[]): void {
  try {
    writeFileSync(path, lines.join(''));
  } catch (error) {
    throw new OnshelfError('bad-input', `The lists cannot be written to ${path}: ${messageOf(error)}`, error);
  }
}

function describeEvaluation({ dataset, protocol, shoppers, items, rows }: Evaluation): string {
  const [first] = rows;
  const names = Object.keys(first).filter((name) => name !== 'model');
  const table = formatTable(
    ['model', ...names],
    rows.map((row) => [String(row.model), ...names.map((name) => formatFigure(name, Number(row[name])))]),
  );
  return `\n${dataset}, ${protocol}: ${formatCount(shoppers)} shoppers, ${formatCount(items)} items, history masked\n${table}\n`;
}

function formatFigure(name: string, value: number): string {
  if (name === 'packBytes') return formatCount(value);
  return value.toFixed(name === 'trainSeconds' ? 1 : 4);
}
