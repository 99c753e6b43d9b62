import type { CommandCall } from './command.js';
import { UsageError } from './usage-error.js';

/** Value of an option; undefined if it was not given. */
export function textOption(call: CommandCall, name: string): string | undefined {
  const value = call.values[name];
  return typeof value === 'string' ? value : undefined;
}

/** Values of an option that may be repeated, in order; none if it was not given. */
export function textsOption(call: CommandCall, name: string): readonly string[] {
  const value = call.values[name];
  return typeof value === 'object' ? value : [];
}

/**
 * Values of a required option that may be repeated.
 *
 * @throws UsageError where it was not given
 */
export function requiredTexts(call: CommandCall, name: string): readonly string[] {
  const values = textsOption(call, name);
  if (values.length === 0) throw new UsageError(`--${name} is required.`);
  return values;
}

/**
 * Value of a required option.
 *
 * @throws UsageError where it was not given
 */
export function requiredOption(call: CommandCall, name: string): string {
  const value = textOption(call, name);
  if (value === undefined || value === '') throw new UsageError(`--${name} is required.`);
  return value;
}

/**
 * A whole number.
 *
 * @throws UsageError where it is not a whole number, or out of range
 */
export function integerOption(call: CommandCall, name: string, minimum: number, maximum: number): number {
  return parseInteger(requiredOption(call, name), `--${name}`, minimum, maximum);
}

/**
 * A list of whole numbers, `10,20`, returned in ascending order without repeats.
 *
 * @throws UsageError
 */
export function integersOption(call: CommandCall, name: string, minimum: number, maximum: number): number[] {
  const numbers = requiredOption(call, name)
    .split(',')
    .map((part) => parseInteger(part.trim(), `--${name}`, minimum, maximum));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/**
 * A list of shares, `0,0.2,0.5`, returned in ascending order without repeats; empty if it was not given.
 *
 * @throws UsageError
 */
export function sharesOption(call: CommandCall, name: string): number[] {
  const parts = textOption(call, name)?.split(',') ?? [];
  const shares = parts.map((part) => {
    const share = Number(part);
    if (part.trim() === '' || !(share >= 0 && share <= 1)) throw new UsageError(`--${name} is "${part}"; it must be a number from 0 to 1.`);
    return share;
  });
  return [...new Set(shares)].sort((a, b) => a - b);
}

/**
 * A date or time in ISO 8601; UTC if it has no time zone.
 *
 * @returns milliseconds since 1970
 * @throws UsageError where it is not given, or is not a valid date
 */
export function dateOption(call: CommandCall, name: string): number {
  const text = requiredOption(call, name).trim();
  const [, day, clock = '00:00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? [];
  const moment = Date.parse(`${day}T${clock}${zone}`);
  // Date.parse takes 30 February for 2 March.
  if (Number.isNaN(moment) || new Date(`${day}T00:00Z`).toISOString().slice(0, 10) !== day) {
    throw new UsageError(`--${name} is "${text}"; it must be a date such as 2026-03-01 or 2026-03-01T12:00Z.`);
  }
  return moment;
}

/**
 * A list of names out of a set.
 *
 * @throws UsageError that lists the set
 */
export function choicesOption<Choice extends string>(call: CommandCall, name: string, choices: readonly Choice[]): Choice[] {
  return [...new Set(requiredOption(call, name).split(','))].map((part) => {
    const choice = choices.find((known) => known === part.trim());
    if (choice === undefined) throw new UsageError(`--${name}: unknown name "${part.trim()}"; the names are: ${choices.join(', ')}.`);
    return choice;
  });
}

function parseInteger(text: string, name: string, minimum: number, maximum: number): number {
  const number = Number(text);
  if (!/^-?\d+$/.test(text) || number < minimum || number > maximum) {
    throw new UsageError(`${name} is "${text}"; it must be a whole number from ${minimum} to ${maximum}.`);
  }
  return number;
}
