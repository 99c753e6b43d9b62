import type { Progress } from '../../train/progress/progress.js';
import type { Shown } from '../output/shown.js';

/** One option, for the parser and the help. */
export interface OptionRow {
  readonly type: 'string' | 'boolean';
  /** Placeholder of the value in the help, such as `FILE`. */
  readonly value?: string;
  readonly help: string;
  readonly required?: boolean;
  /** Value if the option is not given, for the help and the command. */
  readonly default?: string;
}

/** Output of a command. */
export interface Terminal {
  /** Standard output. */
  readonly write: (text: Shown) => void;
  /** Standard error. */
  readonly writeError: (text: Shown) => void;
  /** Whether the last line of standard error can be rewritten. */
  readonly rewritable: boolean;
}

/** A parsed call of a command. */
export interface CommandCall {
  /** Options by name, with defaults. */
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  /** Arguments that are not options. */
  readonly positionals: readonly string[];
  readonly json: boolean;
  readonly terminal: Terminal;
  readonly progress: Progress;
}

/** One command. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Names of the positional arguments, all required. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, OptionRow>>;
  /** @returns the exit code */
  run(call: CommandCall): Promise<number>;
}
