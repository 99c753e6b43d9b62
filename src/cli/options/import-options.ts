import type { EncoderSettings } from '../../types/manifest.js';
import type { CommandCall } from './command.js';
import { textOption } from './option-values.js';
import { UsageError } from './usage-error.js';

/**
 * A number that may be left out.
 *
 * @param least the smallest that will do
 * @throws UsageError where it is none, or smaller
 */
export function numberOption(call: CommandCall, name: string, least: number): number | undefined {
  const text = textOption(call, name);
  return text === undefined ? undefined : parseNumber(text, `--${name}`, least);
}

/**
 * `view_item=1,purchase=5`: names and numbers of 0 or more.
 *
 * @throws UsageError
 */
export function weightsOption(call: CommandCall, name: string): Record<string, number> | undefined {
  const text = textOption(call, name);
  if (text === undefined) return undefined;
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [, key, value] = /^\s*(\w+)\s*=\s*(.+)$/.exec(pair) ?? [];
      if (key === undefined) throw new UsageError(`--${name} has "${pair}"; it must read NAME=NUMBER,...`);
      return [key, parseNumber(value, `--${name} ${key}`, 0)];
    }),
  );
}

/** The parts of a blend. */
const PARTS = ['foldIn', 'neighbours', 'followers', 'seen', 'popularity'] as const;

/**
 * `--blend foldIn=1,followers=0.5`; parts left out are worth nothing.
 *
 * @throws UsageError where a part is unknown
 */
export function blendOption(call: CommandCall): EncoderSettings['blend'] | undefined {
  const weights = weightsOption(call, 'blend');
  if (weights === undefined) return undefined;
  const stray = Object.keys(weights).find((name) => !PARTS.some((part) => part === name));
  if (stray !== undefined) throw new UsageError(`--blend does not know "${stray}". It knows: ${PARTS.join(', ')}.`);
  return { foldIn: 0, neighbours: 0, followers: 0, seen: 0, prototypes: 0, popularity: 0, ...weights };
}

function parseNumber(text: string, name: string, least: number): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(number) && number >= least) return number;
  throw new UsageError(`${name} is "${text}"; it must be a number of ${least} or more.`);
}
