import { nearestName } from '../core/text/nearest-name.js';
import { SILENT_PROGRESS } from '../train/progress/progress.js';
import { buildCommand } from './commands/build-command.js';
import { evaluateCommand } from './commands/evaluate-command.js';
import { importCommand } from './commands/import-command.js';
import { inspectCommand } from './commands/inspect-command.js';
import { keygenCommand } from './commands/keygen-command.js';
import { rollbackCommand } from './commands/rollback-command.js';
import { scenariosCommand } from './commands/scenarios-command.js';
import { signCommand } from './commands/sign-command.js';
import { verifyCommand } from './commands/verify-command.js';
import type { Command, Terminal } from './options/command.js';
import { UsageError } from './options/usage-error.js';
import { shown } from './output/shown.js';
import { readVersion } from './read-version.js';
import { progressLine } from './report/progress-line.js';
import { explainFailure } from './usage/explain-failure.js';
import { commandHelp, programHelp } from './usage/help-text.js';
import { parseArguments } from './usage/parse-arguments.js';
import { suggestCall } from './usage/suggest-call.js';

/** Every command. */
const COMMANDS: readonly Command[] = [
  buildCommand,
  evaluateCommand,
  importCommand,
  inspectCommand,
  keygenCommand,
  rollbackCommand,
  scenariosCommand,
  signCommand,
  verifyCommand,
];

/**
 * Runs the program.
 *
 * @param words the arguments after `onshelf`
 * @param terminal receives the output
 * @returns exit code, out of `EXIT_CODES`
 */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = words;
  const command = COMMANDS.find((known) => known.name === name);
  try {
    if (command !== undefined) return await runCommand(command, rest, terminal);
    if (name === '--version' || name === '-v') {
      terminal.write(shown`${readVersion()}\n`);
      return 0;
    }
    if (name === '--help' || name === '-h' || name === 'help') {
      terminal.write(programHelp(COMMANDS));
      return 0;
    }
    throw new UsageError(name === undefined ? 'No command is given.' : unknownCommand(name));
  } catch (error) {
    const { code, message } = explainFailure(error, command?.name);
    terminal.writeError(message);
    return code;
  }
}

function unknownCommand(name: string): string {
  const names = COMMANDS.map((known) => known.name);
  const near = nearestName(name, names);
  return `Unknown command "${name}"; the commands are: ${names.join(', ')}.${near === undefined ? '' : ` Did you mean ${near}?`}`;
}

async function runCommand(command: Command, words: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments(command, words);
  if (values.help === true) {
    terminal.write(commandHelp(command));
    return 0;
  }
  if (positionals.length !== command.positionals.length) {
    const expected = command.positionals.length === 0 ? 'takes no arguments besides its options' : `takes ${command.positionals.join(' ')}`;
    const suggestion = suggestCall(command, values, positionals);
    throw new UsageError(
      `${command.name} ${expected}; it got ${positionals.length === 0 ? 'none' : positionals.map((word) => `"${word}"`).join(' ')}.${suggestion === null ? '' : ` Write "${suggestion}".`}`,
    );
  }
  const empty = positionals.indexOf('');
  if (empty >= 0) throw new UsageError(`${command.positionals[empty]} is empty.`);
  const json = values.json === true;
  return command.run({ command, values, positionals, json, terminal, progress: json ? SILENT_PROGRESS : progressLine(terminal) });
}
