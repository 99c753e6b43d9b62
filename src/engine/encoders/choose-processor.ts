import { messageOf } from '../../core/onshelf-error.js';
import type { AttendHistory, EncoderCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { HistoryItem } from '../../types/history.js';
import type { Pack } from '../../types/pack.js';
import { checkReader, timeRuns } from './measure-reader.js';

/** What reads histories on the processor. */
export interface ProcessorReader {
  readonly attend: AttendHistory;
  readonly name: 'js' | 'wasm';
  /** Median milliseconds of a pass over the longest history. */
  readonly ms: number;
  /** What was measured, for people. */
  readonly told: string;
  /** The same, to stand beside the time of another reader. */
  readonly beside: string;
}

/** Milliseconds of a plain pass below which no code is fetched to make it faster. */
const WORTH_FETCHING = 1;

/**
 * Measures plain JavaScript, and where that takes 1 ms or more for the longest history, attention by WebAssembly with SIMD beside it. It has to give
 * the parts of the plain pass.
 *
 * @param pack rows
 * @param card architecture
 * @param matrices weights
 * @param plain the reference
 * @param history the longest, nobody's
 * @param worth milliseconds of a plain pass from which the kernel is tried
 */
export async function chooseProcessor(
  pack: Pick<Pack, 'rows' | 'scales' | 'dimensions'>,
  card: EncoderCard,
  matrices: EncoderMatrices,
  {
    plain,
    history,
    worth = WORTH_FETCHING,
  }: { readonly plain: AttendHistory; readonly history: readonly HistoryItem[]; readonly worth: number | undefined },
): Promise<ProcessorReader> {
  const plainMs = await timeRuns(() => plain(history));
  const told = `one of ${history.length} items takes ${plainMs.toFixed(1)} ms`;
  const beside = `${told} with js`;
  const js = { attend: plain, name: 'js', ms: plainMs, told, beside } as const;
  if (card.kind !== 'attention' || plainMs < worth) return js;
  try {
    const { attendWithKernel } = await import('../../query/kernel/attend-with-kernel.js');
    const attend = attendWithKernel(pack, card, matrices);
    await checkReader(async (asked) => attend(asked), plain, history);
    const ms = await timeRuns(() => attend(history));
    const both = `${beside}, ${ms.toFixed(1)} ms with wasm`;
    return ms < plainMs ? { attend, name: 'wasm', ms, told: both, beside: both } : { ...js, told: both, beside: both };
  } catch (error) {
    return { ...js, told: `${told}; WebAssembly is not used: ${messageOf(error)}` };
  }
}
