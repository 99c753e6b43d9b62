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
  /** Whether it may be given more than once. `list`: words after its value, up to the next option, are further values. */
  readonly repeats?: 'once-each' | 'list';
  /** Heading in the help that it is listed under. Default: that of the options before it. */
  readonly heading?: string;
}

/** Options of a call by name: of those that repeat all values in order, of the others one. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

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
  readonly command: Command;
  /** Options by name, with defaults. */
  readonly values: OptionValues;
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
