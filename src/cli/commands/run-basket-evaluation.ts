import { type BasketRequest, evaluateBaskets } from '../../train/evaluate/evaluate-baskets.js';
import { OBJECTIVE_STEP, RERANKING_STEPS } from '../../train/measure/rank-with-reranking.js';
import type { CommandCall } from '../options/command.js';
import { encoderOption } from '../options/encoder-options.js';
import { dateOption, textOption } from '../options/option-values.js';
import { UsageError } from '../options/usage-error.js';
import { Shown, shown } from '../output/shown.js';
import { basketTables } from '../report/basket-tables.js';
import { describeInput } from './describe-pack.js';

/** What `evaluate` reads for every protocol. */
export type BasketInput = Omit<BasketRequest, 'before'>;

/** Options that this protocol does not have. */
const OTHERS = [
  'folds',
  'cases',
  'encoder-minutes',
  'mask-history',
  'keep-history',
  'html',
  'lists',
  'save-pack',
  OBJECTIVE_STEP,
  ...RERANKING_STEPS,
];

/**
 * `onshelf evaluate --protocol baskets`.
 *
 * @param call of the command
 * @param input files and settings
 * @throws UsageError for an option of another protocol
 */
export async function runBasketEvaluation(call: CommandCall, input: BasketInput): Promise<number> {
  const other = OTHERS.find((name) => call.values[name] !== undefined && call.values[name] !== false);
  if (other !== undefined)
    throw new UsageError(`--${other} cannot be combined with --protocol baskets, which leaves items of baskets out.`);
  if ((encoderOption(call).encoder?.kind ?? 'auto') !== 'auto')
    throw new UsageError('--encoder cannot be combined with --protocol baskets, whose model reads no sequence.');
  const before = textOption(call, 'before') === undefined ? undefined : dateOption(call, 'before');
  const evaluation = await evaluateBaskets({ ...input, before }, call.progress);
  call.terminal.write(call.json ? Shown.json(evaluation) : shown`${describeInput(evaluation.input)}${basketTables(evaluation)}`);
  return 0;
}
