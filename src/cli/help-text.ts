import type { Command, OptionRow } from './command.js';

/** Options of every command. */
export const COMMON_OPTIONS: Readonly<Record<string, OptionRow>> = {
  json: { type: 'boolean', help: 'print one JSON object and nothing else' },
  help: { type: 'boolean', help: 'print this' },
};

/** The help of the program. */
export function programHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `Usage: onshelf COMMAND [options]

${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

onshelf COMMAND --help explains a command; onshelf --version prints the version.
`;
}

/** The help of a command, from the same table that its parser reads. */
export function commandHelp(command: Command): string {
  const all = Object.entries({ ...command.options, ...COMMON_OPTIONS });
  const left = all.map(([name, { value }]) => `--${name}${value === undefined ? '' : ` ${value}`}`);
  const width = Math.max(...left.map((text) => text.length));
  const needed = all.filter(([, { required }]) => required === true).map(([name, { value }]) => ` --${name} ${value}`);
  const lines = all.map(([, option], index) => {
    const note = option.required === true ? ' (needed)' : option.default === undefined ? '' : ` (default: ${option.default})`;
    return `  ${left[index].padEnd(width)}  ${option.help}${note}`;
  });
  return `Usage: onshelf ${command.name}${command.positionals.map((name) => ` ${name}`).join('')}${needed.join('')} [options]

${command.summary[0].toUpperCase()}${command.summary.slice(1)}.

${lines.join('\n')}
`;
}
