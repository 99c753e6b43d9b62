import { parseArgs } from 'node:util';
import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import { SILENT_PROGRESS } from '../train/progress.js';
import { buildCommand } from './build-command.js';
import type { Command, Terminal } from './command.js';
import { evaluateCommand } from './evaluate-command.js';
import { COMMON_OPTIONS, commandHelp, programHelp } from './help-text.js';
import { importCommand } from './import-command.js';
import { inspectCommand } from './inspect-command.js';
import { progressLine } from './progress-line.js';
import { readVersion } from './read-version.js';
import { UsageError } from './usage-error.js';
import { verifyCommand } from './verify-command.js';

/** Every command. */
const COMMANDS: readonly Command[] = [buildCommand, evaluateCommand, importCommand, inspectCommand, verifyCommand];

/**
 * Runs the program.
 *
 * @param words what stands after `onshelf`
 * @param terminal where it writes to
 * @returns exit code: 0 done, 1 the input is at fault, 2 the call is
 */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = words;
  const command = COMMANDS.find((known) => known.name === name);
  try {
    if (command !== undefined) return await runCommand(command, rest, terminal);
    if (name === '--version' || name === '-v') {
      terminal.write(`${readVersion()}\n`);
      return 0;
    }
    if (name === '--help' || name === '-h' || name === 'help') {
      terminal.write(programHelp(COMMANDS));
      return 0;
    }
    throw new UsageError(
      name === undefined
        ? 'No command was given.'
        : `There is no command "${name}"; there are: ${COMMANDS.map((known) => known.name).join(', ')}.`,
    );
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.writeError(`onshelf: ${error.message} See: onshelf ${command === undefined ? '' : `${command.name} `}--help\n`);
      return 2;
    }
    // A user's mistake needs a sentence; a mistake of ours needs its stack.
    const known = error instanceof OnshelfError;
    terminal.writeError(`onshelf: ${known ? messageOf(error) : error instanceof Error ? error.stack : String(error)}\n`);
    return 1;
  }
}

async function runCommand(command: Command, words: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseWords(command, words);
  if (values.help === true) {
    terminal.write(commandHelp(command));
    return 0;
  }
  if (positionals.length !== command.positionals.length) {
    const expected = command.positionals.length === 0 ? 'takes no arguments besides its options' : `takes ${command.positionals.join(' ')}`;
    throw new UsageError(
      `${command.name} ${expected}; it got ${positionals.length === 0 ? 'none' : positionals.map((word) => `"${word}"`).join(' ')}.`,
    );
  }
  const json = values.json === true;
  return command.run({ values, positionals, json, terminal, progress: json ? SILENT_PROGRESS : progressLine(terminal) });
}

function parseWords(
  command: Command,
  words: readonly string[],
): { values: Record<string, string | boolean | undefined>; positionals: string[] } {
  const table = { ...command.options, ...COMMON_OPTIONS };
  const options = Object.fromEntries(
    Object.entries(table).map(([name, row]) => [name, { type: row.type, ...(row.default === undefined ? {} : { default: row.default }) }]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    const unknown = /Unknown option '(-[^']*)'/.exec(messageOf(error));
    if (unknown !== null) throw new UsageError(`${command.name} has no option ${unknown[1]}.`);
    throw new UsageError(messageOf(error).split('. ')[0].replace(/\.?$/, '.'));
  }
}
