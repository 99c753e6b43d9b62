import type { Command, OptionRow } from '../options/command.js';
import { joined, type Shown, shown } from '../output/shown.js';
import { EXIT_CODES } from './exit-codes.js';

/** Options of every command. */
export const COMMON_OPTIONS: Readonly<Record<string, OptionRow>> = {
  json: { type: 'boolean', help: 'print one JSON object and nothing else' },
  help: { type: 'boolean', help: 'print this help' },
};

/** The help of the program. */
export function programHelp(commands: readonly Command[]): Shown {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return shown`Usage: onshelf COMMAND [options]

${joined(
  commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
  '\n',
)}

onshelf COMMAND --help explains a command; onshelf --version prints the version.

Exit codes
${Object.values(EXIT_CODES).map(({ code, meaning }) => shown`  ${String(code).padStart(3)}  ${meaning}\n`)}`;
}

/** The help of a command, from the table that its parser reads. */
export function commandHelp(command: Command): Shown {
  const all = Object.entries({ ...command.options, ...COMMON_OPTIONS });
  const left = all.map(([name, { value }]) => `--${name}${value === undefined ? '' : ` ${value}`}`);
  const width = Math.max(...left.map((text) => text.length));
  const required = all.filter(([, option]) => option.required === true).map(([name, { value }]) => ` --${name} ${value}`);
  const lines = all.map(([, option], index) => {
    const note = option.required === true ? ' (required)' : option.default === undefined ? '' : ` (default: ${option.default})`;
    return `  ${left[index].padEnd(width)}  ${option.help}${note}`;
  });
  return shown`Usage: onshelf ${command.name}${command.positionals.map((name) => ` ${name}`).join('')}${required.join('')} [options]

${command.summary[0].toUpperCase()}${command.summary.slice(1)}.

${joined(lines, '\n')}
`;
}
