import { OBJECTIVE_STEP, type RerankingSetting } from '../../train/measure/rank-with-reranking.js';
import type { CommandCall, OptionRow } from './command.js';
import { textOption } from './option-values.js';
import { UsageError } from './usage-error.js';

/** `--objective`. */
export const OBJECTIVE_OPTION: Readonly<Record<string, OptionRow>> = {
  [OBJECTIVE_STEP]: {
    type: 'string',
    value: 'NAME:WEIGHT,...',
    help: 'also measure the blend with an objective, such as margin:.1,.2,.5 or price:.2, each weight (-1 to 1) separately',
  },
};

/** The objective of an evaluation. */
export interface ObjectiveRequest {
  /** Name of its attribute; absent without an objective. */
  readonly objective?: string;
  /** A step for each weight but 0, which is the model without it. */
  readonly steps: readonly RerankingSetting[];
}

/**
 * The objective that a call asks for.
 *
 * @throws UsageError
 */
export function objectiveOption(call: CommandCall): ObjectiveRequest {
  const text = textOption(call, OBJECTIVE_STEP);
  if (text === undefined) return { steps: [] };
  const [, name = '', list = ''] = /^(.*):([^:]*)$/s.exec(text) ?? [];
  const parts = list.split(',');
  const weights = parts.map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (name.trim() === '' || !weights.every((weight) => weight >= -1 && weight <= 1))
    throw new UsageError(`--objective is "${text}"; it must be a column and weights from -1 to 1, such as margin:.1,.2,.5.`);
  const ascending = [...new Set(weights)].sort((a, b) => a - b);
  return { objective: name.trim(), steps: ascending.flatMap((value) => (value === 0 ? [] : [{ step: OBJECTIVE_STEP, value }])) };
}
