import { CHECK_LIMITS, CHECK_NAMES, type CheckLimit } from '../../train/check/check-limits.js';
import type { CheckRequest } from '../../train/check/previous-pack.js';
import type { CommandCall, OptionRow } from './command.js';
import { textOption } from './option-values.js';
import { UsageError } from './usage-error.js';

const LIMITS: readonly CheckLimit[] = Object.values(CHECK_LIMITS);

/** `--check`, and an option for each of its limits. */
export const COMPARISON_OPTIONS: Readonly<Record<string, OptionRow>> = {
  check: {
    type: 'string',
    value: 'PREVIOUS',
    help: 'folder or pack.json of the published pack; write nothing if the new one is suddenly much worse or smaller',
  },
  ...Object.fromEntries(CHECK_NAMES.map((name) => [`check-${name}`, limitOption(LIMITS.filter((limit) => limit.name === name))])),
};

/**
 * The check of a build; empty if none is requested.
 *
 * @throws UsageError
 */
export function comparisonOptions(call: CommandCall): { check?: CheckRequest } {
  const previous = textOption(call, 'check');
  const given = CHECK_NAMES.filter((name) => textOption(call, `check-${name}`) !== undefined);
  if (previous === undefined) {
    if (given.length > 0) throw new UsageError(`--check-${given[0]} changes a limit of --check, which is not given.`);
    return {};
  }
  return { check: { previous, limits: Object.fromEntries(given.map((name) => [name, shareOf(call, `check-${name}`)])) } };
}

function limitOption(limits: readonly CheckLimit[]): OptionRow {
  const [{ least, bothWays }] = limits;
  const subjects = limits.map(({ subject }) => subject).join(' and ');
  const growth = bothWays === true ? ', which they may also grow by' : '';
  return {
    type: 'string',
    value: 'SHARE',
    help: `${subjects}: least share of the published pack's${growth}; 0: not checked (default: ${least})`,
  };
}

function shareOf(call: CommandCall, name: string): number {
  const text = textOption(call, name) ?? '';
  const share = Number(text);
  if (text.trim() === '' || !(share >= 0 && share <= 1)) throw new UsageError(`--${name} is "${text}"; it must be a number from 0 to 1.`);
  return share;
}
