import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { RefusedPack } from '../../train/check/refused-pack.js';
import { describeFileError, systemCodeOf } from '../../train/files/describe-file-error.js';
import { UsageError } from '../options/usage-error.js';
import { type Shown, shown } from '../output/shown.js';
import { describeRefusal } from '../report/check-table.js';
import { EXIT_CODES } from './exit-codes.js';

/** Exit code and message of a failed command. */
export interface ExplainedFailure {
  readonly code: number;
  /** One line; for a pack that was refused, a further line for each reason. */
  readonly message: Shown;
}

/**
 * The exit code and the message for an error.
 *
 * @param error anything that was thrown
 * @param command name of the command whose help the message points to; undefined: the program's
 */
export function explainFailure(error: unknown, command?: string): ExplainedFailure {
  if (error instanceof UsageError) {
    const help = command === undefined ? '--help' : `${command} --help`;
    return { code: EXIT_CODES.usage.code, message: shown`onshelf: ${error.message} See: onshelf ${help}\n` };
  }
  if (error instanceof RefusedPack)
    return { code: EXIT_CODES.refused.code, message: shown`onshelf: ${error.message}\n${describeRefusal(error.figures)}` };
  if (error instanceof OnshelfError) return { code: EXIT_CODES.input.code, message: shown`onshelf: ${error.message}\n` };
  if (systemCodeOf(error) !== undefined) return { code: EXIT_CODES.input.code, message: shown`onshelf: ${describeFileError(error)}\n` };
  const stack = process.env.ONSHELF_STACK === '1' && error instanceof Error ? error.stack?.split('\n') : undefined;
  return {
    code: EXIT_CODES.fault.code,
    message: shown`onshelf: this is a bug in onshelf: ${messageOf(error)}. Please report it; ONSHELF_STACK=1 prints the stack.\n${(stack ?? []).map((line) => shown`${line}\n`)}`,
  };
}
