import type { SequenceRequest } from '../../train/torch/import-encoder.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { CommandCall } from './command.js';
import { textOption } from './option-values.js';
import { UsageError } from './usage-error.js';

/**
 * An optional number.
 *
 * @param least minimum
 * @throws UsageError where it is not a number, or below the minimum
 */
export function numberOption(call: CommandCall, name: string, least: number): number | undefined {
  const text = textOption(call, name);
  return text === undefined ? undefined : parseNumber(text, `--${name}`, least);
}

/**
 * `view_item=1,purchase=5`: names and numbers of 0 or more.
 *
 * @throws UsageError
 */
export function weightsOption(call: CommandCall, name: string): Record<string, number> | undefined {
  const text = textOption(call, name);
  if (text === undefined) return undefined;
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [, key, value] = /^\s*(\w+)\s*=\s*(.+)$/.exec(pair) ?? [];
      if (key === undefined) throw new UsageError(`--${name}: "${pair}" is not of the form NAME=NUMBER.`);
      return [key, parseNumber(value, `--${name} ${key}`, 0)];
    }),
  );
}

/** The parts of a blend. */
const PARTS = ['foldIn', 'neighbours', 'followers', 'seen', 'popularity', 'encoder'] as const;

/**
 * `--blend foldIn=1,followers=0.5`; other parts have the weight 0.
 *
 * @throws UsageError where a part is unknown
 */
export function blendOption(call: CommandCall): EncoderSettings['blend'] | undefined {
  const weights = weightsOption(call, 'blend');
  if (weights === undefined) return undefined;
  const unknown = Object.keys(weights).find((name) => !PARTS.some((part) => part === name));
  if (unknown !== undefined) throw new UsageError(`--blend: unknown part "${unknown}"; the parts are: ${PARTS.join(', ')}.`);
  return { foldIn: 0, neighbours: 0, followers: 0, seen: 0, prototypes: 0, popularity: 0, ...weights };
}

/** Fields of a card that parameters do not tell. */
const CARD_FIELDS = ['heads', 'activation', 'padding', 'floor', 'length'] as const;

/**
 * The sequence encoder of an import: `--encoder FILE`, and `--encoder-card heads=4,padding=masked`; empty if none is given.
 *
 * @throws UsageError where a field is unknown, or an option needs the other
 */
export function sequenceOption(call: CommandCall): { sequence?: SequenceRequest } {
  const path = textOption(call, 'encoder');
  const text = textOption(call, 'encoder-card');
  if (path === undefined) {
    if (text !== undefined) throw new UsageError('--encoder-card describes the encoder of --encoder, which is not given.');
    return {};
  }
  const pairs = (text ?? '').split(',').filter((pair) => pair.trim() !== '');
  const changes = pairs.map((pair): [string, string | number] => {
    const [, name, value] = /^\s*(\w+)\s*=\s*(\S+)\s*$/.exec(pair) ?? [];
    if (!CARD_FIELDS.some((field) => field === name))
      throw new UsageError(`--encoder-card: "${pair}" is not FIELD=VALUE; the fields are: ${CARD_FIELDS.join(', ')}.`);
    const number = Number(value);
    return [name, Number.isNaN(number) ? value : number];
  });
  return { sequence: { path, changes: Object.fromEntries(changes) } };
}

function parseNumber(text: string, name: string, least: number): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(number) && number >= least) return number;
  throw new UsageError(`${name} is "${text}"; it must be a number of ${least} or more.`);
}
