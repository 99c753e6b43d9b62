import type { Command, OptionRow } from '../options/command.js';
import { joined, type Shown, shown } from '../output/shown.js';
import { EXIT_CODES } from './exit-codes.js';

/** Options of every command. */
export const COMMON_OPTIONS: Readonly<Record<string, OptionRow>> = {
  json: { type: 'boolean', help: 'print one JSON object and nothing else', heading: 'Output' },
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

/** Longest line of the help of a command, characters. */
const LINE_LENGTH = 110;

/** The help of a command, from the table that its parser reads. */
export function commandHelp(command: Command): Shown {
  const all = Object.entries({ ...command.options, ...COMMON_OPTIONS });
  const left = all.map(([name, { value }]) => `--${name}${value === undefined ? '' : ` ${value}`}`);
  const width = Math.max(...left.map((text) => text.length));
  const usage = all.flatMap(([name, { required, repeats, value }]) =>
    required === true ? ` --${name} ${value}` : repeats === 'list' ? ` [--${name} ${value}]` : [],
  );
  const hasHeadings = all.some(([, { heading }]) => heading !== undefined);
  const lines = all.flatMap(([, option], index) => {
    const again = option.repeats === undefined ? '' : '; may be repeated';
    const note = option.required === true ? ' (required)' : option.default === undefined ? '' : ` (default: ${option.default})`;
    const [first, ...rest] = wrapped(`${option.help}${again}${note}`, LINE_LENGTH - width - 4);
    const heading = hasHeadings ? option.heading : undefined;
    return [
      ...(heading === undefined ? [] : [...(index === 0 ? [] : ['']), heading]),
      `  ${left[index].padEnd(width)}  ${first}`,
      ...rest.map((line) => `${' '.repeat(width + 4)}${line}`),
    ];
  });
  return shown`Usage: onshelf ${command.name}${command.positionals.map((name) => ` ${name}`).join('')}${usage.join('')} [options]

${command.summary[0].toUpperCase()}${command.summary.slice(1)}.

${joined(lines, '\n')}
`;
}

/** Lines of whole words; a word that is longer than a line has its own. */
function wrapped(text: string, length: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= length) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
