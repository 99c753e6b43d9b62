import type { EncoderRequest } from '../../train/sequence/encoder-choice.js';
import type { CommandCall, OptionRow } from './command.js';
import { numberOption } from './import-options.js';
import { textOption } from './option-values.js';
import { UsageError } from './usage-error.js';

const MINUTE_MS = 60_000;
const DEFAULT_MINUTES = '10';

/** Options of the sequence encoder. */
export const ENCODER_OPTIONS: Readonly<Record<string, OptionRow>> = {
  encoder: {
    type: 'string',
    value: 'KIND',
    help: 'try a sequence encoder, consistent, and ship it if held-out lists are surely better with it; or none',
    default: 'none',
  },
  'encoder-minutes': { type: 'string', value: 'N', help: `time for its training (default: ${DEFAULT_MINUTES})` },
};

/**
 * The sequence encoder of a build; empty if none is asked for.
 *
 * @throws UsageError
 */
export function encoderOption(call: CommandCall): { encoder?: EncoderRequest } {
  const kind = textOption(call, 'encoder') ?? 'none';
  const minutes = numberOption(call, 'encoder-minutes', 0.01);
  if (kind === 'none') {
    if (minutes !== undefined) throw new UsageError('--encoder-minutes is the time of --encoder, which is none. Add --encoder consistent');
    return {};
  }
  if (kind !== 'consistent') throw new UsageError(`--encoder is "${kind}"; it must be consistent or none.`);
  return { encoder: { kind, milliseconds: (minutes ?? Number(DEFAULT_MINUTES)) * MINUTE_MS } };
}
