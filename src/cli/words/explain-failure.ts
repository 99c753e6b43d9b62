import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { describeFileError, systemCodeOf } from '../../train/files/file-trouble.js';
import { UsageError } from '../options/usage-error.js';
import { type Shown, shown } from '../output/shown.js';
import { EXIT_CODES } from './exit-codes.js';

/** How a failed call ends. */
export interface ExplainedFailure {
  readonly code: number;
  /** One line. */
  readonly told: Shown;
}

/**
 * What to tell of anything that was thrown, and with which code to end.
 *
 * @param error what was thrown
 * @param command whose help to point to; undefined: the program's
 */
export function explainFailure(error: unknown, command?: string): ExplainedFailure {
  if (error instanceof UsageError) {
    const help = command === undefined ? '--help' : `${command} --help`;
    return { code: EXIT_CODES.usage.code, told: shown`onshelf: ${error.message} See: onshelf ${help}\n` };
  }
  if (error instanceof OnshelfError) return { code: EXIT_CODES.input.code, told: shown`onshelf: ${error.message}\n` };
  if (systemCodeOf(error) !== undefined) return { code: EXIT_CODES.input.code, told: shown`onshelf: ${describeFileError(error)}\n` };
  const stack = process.env.ONSHELF_STACK === '1' && error instanceof Error ? error.stack?.split('\n') : undefined;
  return {
    code: EXIT_CODES.fault.code,
    told: shown`onshelf: this is a fault in onshelf itself: ${messageOf(error)}. Please report it; ONSHELF_STACK=1 tells where it happened.\n${(stack ?? []).map((line) => shown`${line}\n`)}`,
  };
}
