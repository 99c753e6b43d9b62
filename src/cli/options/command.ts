import type { Progress } from '../../train/progress/progress.js';
import type { Shown } from '../output/shown.js';

/** One option, for the parser and the help alike. */
export interface OptionRow {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in the help, such as `FILE`. */
  readonly value?: string;
  readonly help: string;
  readonly required?: boolean;
  /** What it is when not given; for the help and for the command. */
  readonly default?: string;
}

/** Where a command writes to. */
export interface Terminal {
  /** Standard output. */
  readonly write: (text: Shown) => void;
  /** Standard error. */
  readonly writeError: (text: Shown) => void;
  /** May the last line of standard error be rewritten? */
  readonly rewritable: boolean;
}

/** A command's call, parsed. */
export interface CommandCall {
  /** Options given, and defaults. */
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  /** What stands without a dash. */
  readonly positionals: readonly string[];
  readonly json: boolean;
  readonly terminal: Terminal;
  readonly progress: Progress;
}

/** One command. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Names of positional arguments, all needed. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, OptionRow>>;
  /** @returns the exit code */
  run(call: CommandCall): Promise<number>;
}
