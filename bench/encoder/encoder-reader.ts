import type { HistoryItem } from '../../src/types/history.js';
import type { EncoderProblem } from './encoder-problem.js';

/** An encoder that is open. */
interface OpenReader {
  /** What each item of a history adds to the query, each of shape [dimensions]. */
  read(history: readonly HistoryItem[]): Promise<readonly Float64Array[]>;
}

/** What runs the encoder of the problem. */
export interface EncoderReader {
  /**
   * @param problem see `makeEncoderProblem`
   * @param peers address of packages that load files of their own
   * @throws Error with the reason why it does not open
   */
  open(problem: EncoderProblem, peers: string): Promise<OpenReader>;
}
