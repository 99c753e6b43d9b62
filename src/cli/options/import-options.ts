import type { ImportRequest } from '../../train/import/import-pack.js';
import type { SequenceRequest } from '../../train/torch/import-encoder.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { CommandCall } from './command.js';
import { logOptions } from './input-options.js';
import { textOption, textsOption } from './option-values.js';
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

/** Least and largest sharpness of a pack. */
const [MIN_SHARPNESS, MAX_SHARPNESS] = [0.001, 1000];

/** The log of an import. */
type ImportLog = NonNullable<ImportRequest['log']>;

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

/**
 * The log whose shoppers choose how the sequence encoder joins the other parts, `--events LOG`; empty if none is given.
 *
 * @throws UsageError where an option needs another, or chooses the same
 */
export function weighingOption(call: CommandCall): { log?: ImportLog; sharpness?: number } {
  const encoder = textOption(call, 'encoder') !== undefined;
  const sharpness = numberOption(call, 'sharpness', 0);
  if (sharpness !== undefined && !encoder) throw new UsageError('--sharpness is that of the encoder of --encoder, which is not given.');
  if (sharpness !== undefined && sharpness !== 0 && (sharpness < MIN_SHARPNESS || sharpness > MAX_SHARPNESS))
    throw new UsageError(`--sharpness is ${sharpness}; it must be 0, or ${MIN_SHARPNESS} to ${MAX_SHARPNESS}.`);
  const paths = textsOption(call, 'events');
  if (paths.length === 0) {
    const needy = ['event', 'event-map'].find((name) => call.values[name] !== undefined);
    if (needy !== undefined) throw new UsageError(`--${needy} describes the log of --events, which is not given.`);
    return sharpness === undefined ? {} : { sharpness };
  }
  if (!encoder) throw new UsageError('--events chooses how the encoder of --encoder joins the other parts, and none is given.');
  const given = ['blend', 'sharpness'].find((name) => textOption(call, name) !== undefined);
  if (given !== undefined) throw new UsageError(`--events chooses what --${given} gives. Leave one of them out.`);
  return { log: { paths, options: logOptions(call), now: Date.now() } };
}

function parseNumber(text: string, name: string, least: number): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(number) && number >= least) return number;
  throw new UsageError(`${name} is "${text}"; it must be a number of ${least} or more.`);
}
