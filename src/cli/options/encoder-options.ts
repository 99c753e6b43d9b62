import { type EncoderRequest, TRAINED_KINDS, USUAL_ENCODER } from '../../train/sequence/encoder-choice.js';
import type { CommandCall, OptionRow } from './command.js';
import { numberOption } from './import-options.js';
import { requiredOption } from './option-values.js';
import { UsageError } from './usage-error.js';

const MINUTE_MS = 60_000;
const USUAL_MINUTES = USUAL_ENCODER.milliseconds / MINUTE_MS;
const KINDS = ['auto', ...TRAINED_KINDS] as const;

/** Options of the sequence encoder. */
export const ENCODER_OPTIONS: Readonly<Record<string, OptionRow>> = {
  encoder: {
    type: 'string',
    value: 'KIND',
    help: `sequence encoder to try, used if held-out lists are better with it by half a standard error: ${TRAINED_KINDS.join(', ')}, auto (${TRAINED_KINDS[0]}, if the log is large enough), none`,
    default: USUAL_ENCODER.kind,
  },
  'encoder-minutes': { type: 'string', value: 'N', help: `time for its training (default: ${USUAL_MINUTES})` },
};

/**
 * The sequence encoder of a build or an evaluation; empty if none is asked for.
 *
 * @throws UsageError
 */
export function encoderOption(call: CommandCall): { encoder?: EncoderRequest } {
  const name = requiredOption(call, 'encoder');
  const minutes = numberOption(call, 'encoder-minutes', 0.01);
  if (name === 'none') {
    if (minutes !== undefined) throw new UsageError('--encoder-minutes is the time of --encoder, which is none. Leave one of them out.');
    return {};
  }
  const kind = KINDS.find((one) => one === name);
  if (kind === undefined) throw new UsageError(`--encoder is "${name}"; it must be one of ${KINDS.join(', ')}, none.`);
  return { encoder: { kind, milliseconds: (minutes ?? USUAL_MINUTES) * MINUTE_MS } };
}
