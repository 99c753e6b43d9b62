import { DEFAULT_KEEP } from '../../train/packing/kept-packs.js';
import type { Publishing } from '../../train/packing/write-pack.js';
import type { CommandCall, OptionRow } from './command.js';
import { integerOption, textOption } from './option-values.js';

/** Options of every command that publishes a pack. */
export const PUBLISHING_OPTIONS: Readonly<Record<string, OptionRow>> = {
  number: { type: 'string', value: 'N', help: 'number of the pack (default: one more than the highest in the folder)' },
  'keep-packs': {
    type: 'string',
    value: 'N',
    help: 'replaced packs that stay in the folder, for pages that still name their files and for a rollback',
    default: String(DEFAULT_KEEP.packs),
  },
  'keep-days': { type: 'string', value: 'DAYS', help: 'packs replaced within these days stay too', default: String(DEFAULT_KEEP.days) },
};

/**
 * The number of the pack, and how long replaced packs stay.
 *
 * @throws UsageError
 */
export function publishingOptions(call: CommandCall): Publishing {
  const keep = { packs: integerOption(call, 'keep-packs', 0, 1000), days: integerOption(call, 'keep-days', 0, 3650) };
  if (textOption(call, 'number') === undefined) return { keep };
  return { keep, wanted: integerOption(call, 'number', 1, Number.MAX_SAFE_INTEGER) };
}
