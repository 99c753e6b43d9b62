import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearestName } from '../../core/text/nearest-name.js';
import type { Command, OptionValues } from '../options/command.js';
import { UsageError } from '../options/usage-error.js';
import { COMMON_OPTIONS } from './help-text.js';

/** Arguments of a command, parsed. */
export interface ParsedArguments {
  /** Options by name, with defaults. */
  readonly values: OptionValues;
  readonly positionals: readonly string[];
}

/**
 * Parses the arguments after a command's name. A shell that expands a pattern leaves several words after an option: where the option
 * takes a list, they are its values.
 *
 * @param command defines the options
 * @param words the arguments
 * @throws UsageError where an option is unknown, repeated, or has no value
 */
export function parseArguments(command: Command, words: readonly string[]): ParsedArguments {
  const table = { ...command.options, ...COMMON_OPTIONS };
  const options: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    Object.entries(table).map(([name, { type }]) => [name, { type }]),
  );
  const { tokens } = parseArgs({ args: [...words], options, allowPositionals: true, strict: false, tokens: true });
  const values: Record<string, string | boolean | string[] | undefined> = {};
  const positionals: string[] = [];
  let list: string[] | null = null;
  for (const token of tokens) {
    if (token.kind === 'positional') (list ?? positionals).push(token.value);
    if (token.kind !== 'option') continue;
    list = null;
    const { name, rawName, value } = token;
    const row = Object.hasOwn(table, name) ? table[name] : undefined;
    if (row === undefined) {
      const near = nearestName(name, Object.keys(table));
      throw new UsageError(`${command.name} has no option ${rawName}.${near === undefined ? '' : ` Did you mean --${near}?`}`);
    }
    if (values[name] !== undefined && row.repeats === undefined) throw new UsageError(`${rawName} is given twice; give it once.`);
    if (row.type === 'boolean') {
      if (value !== undefined) throw new UsageError(`${rawName} takes no value; it got "${value}".`);
      values[name] = true;
      continue;
    }
    if (value === undefined) throw new UsageError(`${rawName} has no value; it needs ${row.value ?? 'one'}.`);
    if (value === '') throw new UsageError(`${rawName} is empty; it needs ${row.value ?? 'a value'}.`);
    if (token.inlineValue === false && value.startsWith('-'))
      throw new UsageError(
        `${rawName} is followed by "${value}", which looks like an option. If it is the value, write: ${rawName}=${value}`,
      );
    if (row.repeats === undefined) {
      values[name] = value;
      continue;
    }
    const known = values[name];
    const all = Array.isArray(known) ? [...known, value] : [value];
    values[name] = all;
    if (row.repeats === 'list') list = all;
  }
  for (const [name, { default: usual }] of Object.entries(table)) if (usual !== undefined) values[name] ??= usual;
  return { values, positionals };
}
