import { availableParallelism } from 'node:os';
import type { ContentRequest } from '../../train/content/load-content.js';
import type { DatabaseOptions } from '../../train/input/open-duck-database.js';
import type { MixtureRequest } from '../../train/models/mixture/mixture.js';
import { DEFAULT_TRAIN_SETTINGS, type TrainSettings } from '../../train/models/train-settings.js';
import { TEACHER_NAMES, type TeacherRequest } from '../../train/teacher/teaching.js';
import type { CommandCall, OptionRow } from './command.js';
import { integerOption, requiredOption, textOption } from './option-values.js';
import { pathsOption } from './path-options.js';
import { UsageError } from './usage-error.js';

/** Options of every command that trains. */
export const TRAINING_OPTIONS: Readonly<Record<string, OptionRow>> = {
  embeddings: {
    type: 'string',
    value: 'FILE,...',
    help: 'item embeddings: Parquet (id, list of numbers) or safetensors',
    heading: 'Training',
  },
  'without-content': { type: 'boolean', help: 'do not use titles, categories and other content for items without events' },
  dimensions: {
    type: 'string',
    value: 'N',
    help: 'columns of the factors, a multiple of 4',
    default: String(DEFAULT_TRAIN_SETTINGS.dimensions),
  },
  iterations: { type: 'string', value: 'N', help: 'passes of the factorisation', default: String(DEFAULT_TRAIN_SETTINGS.iterations) },
  neighbours: {
    type: 'string',
    value: 'N',
    help: 'neighbours trained per item; the pack contains the strongest',
    default: String(DEFAULT_TRAIN_SETTINGS.neighbours),
  },
  'minimum-support': {
    type: 'string',
    value: 'N',
    help: 'minimum number of shoppers behind each published pair of items',
    default: String(DEFAULT_TRAIN_SETTINGS.minimumSupport),
  },
  teacher: {
    type: 'string',
    value: 'NAME',
    help: `what items that follow learn from: ${TEACHER_NAMES.join(', ')}, auto (what lists are better with, or none), none`,
    default: DEFAULT_TRAIN_SETTINGS.teacher,
  },
  mixture: {
    type: 'string',
    value: 'NAME',
    help: 'what items that follow are mixed from: auto (what lists are better with), or none (the closed form with its second hop)',
    default: DEFAULT_TRAIN_SETTINGS.mixing,
  },
  seed: { type: 'string', value: 'N', help: 'the same seed and files give the same pack', default: String(DEFAULT_TRAIN_SETTINGS.seed) },
  threads: {
    type: 'string',
    value: 'N',
    help: 'number of threads (default: all cores); the pack does not depend on it',
    heading: 'Machine',
  },
  memory: { type: 'string', value: 'SIZE', help: 'memory limit of DuckDB, such as 512MB; other data goes to disk', default: '4GB' },
  temp: {
    type: 'string',
    value: 'DIR',
    help: "folder for temporary files and unfinished builds (default: the user's cache folder for the latter)",
  },
};

/**
 * Settings of the training.
 *
 * @throws UsageError
 */
export function trainSettings(call: CommandCall): TrainSettings {
  const dimensions = integerOption(call, 'dimensions', 4, 512);
  if (dimensions % 4 !== 0) throw new UsageError(`--dimensions is ${dimensions}; it must be a multiple of 4.`);
  return {
    ...DEFAULT_TRAIN_SETTINGS,
    dimensions,
    // A number of one's own counts for all rows.
    ...(dimensions === DEFAULT_TRAIN_SETTINGS.dimensions ? {} : { learnedDimensions: dimensions }),
    iterations: integerOption(call, 'iterations', 1, 1000),
    neighbours: integerOption(call, 'neighbours', 1, 1000),
    minimumSupport: integerOption(call, 'minimum-support', 1, 1_000_000),
    teacher: teacherOption(call),
    mixing: mixtureOption(call),
    seed: integerOption(call, 'seed', 0, 2 ** 32 - 1),
    threads: threadsOption(call) ?? availableParallelism(),
  };
}

/** Which content is used for items without events. */
export function contentRequest(call: CommandCall): ContentRequest {
  const paths = pathsOption(call, 'embeddings');
  const used = call.values['without-content'] !== true;
  if (!used && paths.length > 0) throw new UsageError('--embeddings and --without-content cannot be combined.');
  return { used, embeddings: paths };
}

/**
 * Settings of the database.
 *
 * @throws UsageError
 */
export function databaseOptions(call: CommandCall): DatabaseOptions {
  const memoryLimit = textOption(call, 'memory');
  if (memoryLimit !== undefined && !/^\d+(\.\d+)?\s*[KMGT]i?B$/i.test(memoryLimit)) {
    throw new UsageError(`--memory is "${memoryLimit}"; it must be a size such as 512MB or 4GB.`);
  }
  return { memoryLimit, threads: threadsOption(call), temporaryFolder: textOption(call, 'temp') };
}

function teacherOption(call: CommandCall): TeacherRequest {
  const name = requiredOption(call, 'teacher');
  const known = [...TEACHER_NAMES, 'auto', 'none'] as const;
  const found = known.find((one) => one === name);
  if (found === undefined) throw new UsageError(`--teacher is "${name}"; it must be one of ${known.join(', ')}.`);
  return found;
}

function mixtureOption(call: CommandCall): MixtureRequest {
  const name = requiredOption(call, 'mixture');
  if (name !== 'auto' && name !== 'none') throw new UsageError(`--mixture is "${name}"; it must be one of auto, none.`);
  return name;
}

function threadsOption(call: CommandCall): number | undefined {
  return textOption(call, 'threads') === undefined ? undefined : integerOption(call, 'threads', 1, 1024);
}
