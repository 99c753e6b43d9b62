import { keysOf } from '../../pack/signature/check-signature.js';
import { DEFAULT_KEEP } from '../../train/packing/kept-packs.js';
import type { Publishing } from '../../train/packing/write-pack.js';
import { knownSuccessions, nameNext, type Signing } from '../../train/signing/sign-file.js';
import { readSigningKey } from '../../train/signing/signing-key.js';
import type { CommandCall, OptionRow } from './command.js';
import { integerOption, requiredOption, textOption } from './option-values.js';
import { UsageError } from './usage-error.js';

/** Options of how long a signature lasts, and which key comes next. */
export const SIGNATURE_OPTIONS: Readonly<Record<string, OptionRow>> = {
  expires: { type: 'string', value: 'DAYS', help: 'days until the signature expires, and pages refuse the pack', default: '90' },
  'next-key': { type: 'string', value: 'PUBLIC', help: 'public key that may sign from now on as well: pages that pin this one trust it' },
};

/** Options of commands that publish a pack and may sign it right away. */
export const SIGN_KEY_OPTIONS: Readonly<Record<string, OptionRow>> = {
  'sign-key': { type: 'string', value: 'FILE', help: 'private key of onshelf keygen, to sign the pack right away' },
  ...SIGNATURE_OPTIONS,
};

/**
 * How a pack is signed.
 *
 * @param call of the command
 * @param option that names the private key
 * @param folder of the pack, whose statements about keys are carried on
 * @returns undefined where no key is named
 * @throws UsageError; OnshelfError `bad-input` where the key cannot be used
 */
export async function signingOption(call: CommandCall, option: 'key' | 'sign-key', folder: string): Promise<Signing | undefined> {
  const path = textOption(call, option);
  const next = textOption(call, 'next-key');
  if (path === undefined) {
    if (next !== undefined) throw new UsageError(`--next-key needs --${option}: the old key names the next one.`);
    return undefined;
  }
  const [key, now, days] = [readSigningKey(path), Date.now(), integerOption(call, 'expires', 1, 3650)];
  const known = (await knownSuccessions(folder)).filter((one) => one.next !== next || one.key !== key.publicKey);
  return { key, days, now, successions: next === undefined ? known : [...known, nameNext(key, publicKey(next), now)] };
}

/**
 * Public keys separated by commas.
 *
 * @throws UsageError where one is none
 */
export function publicKeysOption(call: CommandCall, name: string): readonly string[] {
  const given = textOption(call, name);
  if (given === undefined) return [];
  for (const key of given.split(',')) publicKey(key.trim());
  return keysOf(given);
}

function publicKey(text: string): string {
  try {
    return keysOf([text])[0];
  } catch {
    throw new UsageError(`"${text}" is no public key, as onshelf keygen prints it: 43 characters of base64url.`);
  }
}

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
