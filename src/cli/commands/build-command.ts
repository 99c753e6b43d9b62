import { buildPack } from '../../train/build-pack.js';
import { RefusedPack } from '../../train/check/refused-pack.js';
import type { Command, CommandCall } from '../options/command.js';
import { COMPARISON_OPTIONS, comparisonOptions } from '../options/comparison-options.js';
import { creationTime } from '../options/creation-time.js';
import { ENCODER_OPTIONS, encoderOption } from '../options/encoder-options.js';
import { CATALOG_OPTION, EVENTS_OPTION, FEED_OPTIONS, feedOptions, LOG_OPTIONS, logOptions } from '../options/input-options.js';
import { LOCALE_OPTION, localeOption } from '../options/locale-option.js';
import { requiredOption, requiredTexts, textOption, textsOption } from '../options/option-values.js';
import { expectTempOutside } from '../options/path-options.js';
import { PUBLISHING_OPTIONS, publishingOptions } from '../options/publishing-options.js';
import { RANKER_OPTION, rankerOption } from '../options/ranker-option.js';
import { contentRequest, databaseOptions, TRAINING_OPTIONS, trainSettings } from '../options/training-options.js';
import { UsageError } from '../options/usage-error.js';
import { Shown } from '../output/shown.js';
import { describeBuild } from './describe-build.js';
import { PICTURE_OPTIONS, picturesOption } from './pictures-option.js';
import { SENSITIVE_OPTION, sensitiveOption } from './sensitive-option.js';

/** `onshelf build`. */
export const buildCommand: Command = {
  name: 'build',
  summary: 'build a pack from a product feed and an event log',
  positionals: [],
  options: {
    catalog: { ...CATALOG_OPTION, required: true, heading: 'Files' },
    events: { ...EVENTS_OPTION, help: `${EVENTS_OPTION.help}; without it the pack knows the feed alone` },
    ...LOCALE_OPTION,
    out: { type: 'string', value: 'DIR', help: 'folder for pack.json and its files', required: true },
    ...FEED_OPTIONS,
    ...LOG_OPTIONS,
    budget: {
      type: 'string',
      value: 'SIZE',
      help: 'maximum size of the pack, such as 2MB; the lengths of its tables are tuned to fit',
      heading: 'Pack',
    },
    ...SENSITIVE_OPTION,
    ...PICTURE_OPTIONS,
    fresh: { type: 'boolean', help: 'read all files again, and start over instead of resuming an interrupted build' },
    'no-cache': { type: 'boolean', help: 'keep nothing between builds: neither rows of the log, nor steps of an interrupted build' },
    ...ENCODER_OPTIONS,
    ...RANKER_OPTION,
    ...COMPARISON_OPTIONS,
    ...PUBLISHING_OPTIONS,
    ...TRAINING_OPTIONS,
  },
  run: async (call) => {
    expectTempOutside(call, requiredOption(call, 'out'));
    const report = await buildPack(
      {
        catalog: requiredTexts(call, 'catalog'),
        feedOptions: feedOptions(call),
        content: contentRequest(call),
        events: textsOption(call, 'events'),
        logOptions: logOptions(call),
        out: requiredOption(call, 'out'),
        settings: trainSettings(call),
        database: databaseOptions(call),
        created: creationTime(process.env.SOURCE_DATE_EPOCH),
        publishing: await publishingOptions(call),
        ...comparisonOptions(call),
        // Not SOURCE_DATE_EPOCH: a pack with an earlier date must keep the events after it.
        now: Date.now(),
        ...budgetOption(call),
        ...localeOption(call),
        ...sensitiveOption(call),
        ...encoderOption(call),
        ...rankerOption(call),
        ...picturesOption(call),
        fresh: call.values.fresh === true,
        cache: call.values['no-cache'] !== true,
      },
      call.progress,
    ).catch((error: unknown) => {
      if (call.json && error instanceof RefusedPack) call.terminal.write(Shown.json(refusalOf(error)));
      throw error;
    });
    call.terminal.write(call.json ? Shown.json(report) : describeBuild(report));
    return 0;
  },
};

/** What `--json` prints of a pack that was not published. */
function refusalOf({ message, previous, number, figures }: RefusedPack): Record<string, unknown> {
  return { refused: message, check: { previous, number, figures } };
}

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
