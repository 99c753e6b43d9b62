import { RANKER_KINDS, type RankerRequest } from '../../train/ranker/ranker-choice.js';
import type { CommandCall, OptionRow } from './command.js';
import { requiredOption } from './option-values.js';
import { UsageError } from './usage-error.js';

/** The option of the ranker. */
export const RANKER_OPTION: Readonly<Record<string, OptionRow>> = {
  ranker: {
    type: 'string',
    value: 'KIND',
    help: 'ranker of lists to try, used if held-out lists are better with it by half a standard error: mlp, auto (mlp, if enough shoppers can judge it), none',
    default: 'none',
  },
};

/**
 * The ranker of a build; empty if none is asked for.
 *
 * @throws UsageError
 */
export function rankerOption(call: CommandCall): { ranker?: RankerRequest } {
  const name = requiredOption(call, 'ranker');
  if (name === 'none') return {};
  const kind = RANKER_KINDS.find((one) => one === name);
  if (kind === undefined) throw new UsageError(`--ranker is "${name}"; it must be one of ${RANKER_KINDS.join(', ')}, none.`);
  return { ranker: kind };
}
