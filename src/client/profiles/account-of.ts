import { OnshelfError } from '../../core/onshelf-error.js';
import { type Account, readSalt } from '../../core/page/profile-note.js';

/** Salts of this page, by shop: without consent nothing is noted, and the id stays the same while the page is open. */
const salts = new Map<string, string>();

/**
 * The id of an account: a part of SHA-256 of a random salt of this device and the key. The key itself is not kept anywhere.
 *
 * @param name the shop's name
 * @param key of the account, not empty: anything
 * @throws OnshelfError `bad-argument` for a key that is no text and no number; `profile-not-opened` where the browser has no WebCrypto, as on plain http
 */
export async function accountOf(name: string, key: unknown): Promise<Account> {
  // Else everybody whose key is some object, or NaN, would share one account.
  if (typeof key !== 'string' && !Number.isFinite(key)) throw new OnshelfError('bad-argument', 'The key has to be a text or a number.');
  const { subtle } = globalThis.crypto ?? {};
  if (subtle === undefined)
    throw new OnshelfError('profile-not-opened', 'An account needs WebCrypto, which browsers have over https only.');
  const salt = readSalt(name) ?? salts.get(name) ?? hexOf(crypto.getRandomValues(new Uint8Array(16)));
  salts.set(name, salt);
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(`${salt} ${key}`));
  return { id: hexOf(new Uint8Array(digest).subarray(0, 8)), salt };
}

function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}
