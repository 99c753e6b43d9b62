import { DEFAULT_KEEP } from '../../train/packing/kept-packs.js';
import type { Publishing } from '../../train/packing/write-pack.js';
import type { CommandCall, OptionRow } from './command.js';
import { integerOption, requiredOption, textOption } from './option-values.js';
import { SIGN_KEY_OPTIONS, signingOption } from './signing-options.js';

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
  ...SIGN_KEY_OPTIONS,
};

/**
 * The number of the pack, how long replaced packs stay, and what signs it.
 *
 * @throws UsageError
 */
export async function publishingOptions(call: CommandCall): Promise<Publishing> {
  const keep = { packs: integerOption(call, 'keep-packs', 0, 1000), days: integerOption(call, 'keep-days', 0, 3650) };
  const signing = await signingOption(call, 'sign-key', requiredOption(call, 'out'));
  if (textOption(call, 'number') === undefined) return { keep, signing };
  return { keep, signing, wanted: integerOption(call, 'number', 1, Number.MAX_SAFE_INTEGER) };
}
