/** An account on this device. */
export interface Account {
  /** 16 hexadecimal digits, made of its key and the salt. */
  readonly id: string;
  /** Random salt of this device, 32 hexadecimal digits; null if it is lost, or not known. */
  readonly salt: string | null;
}

const ID = /^[0-9a-f]{16}$/;

/** Key of the note in localStorage of the account that is at the device. It is there only with its consent, like that of the salt. */
export const accountKey = (name: string): string => `onshelf-profile:${name}`;
const saltKey = (name: string): string => `onshelf-salt:${name}`;

/** An entry of localStorage; null without one, and if it is refused. */
export function readNote(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * Id of the account that was at the device last, until it leaves. Never throws.
 *
 * @param name the shop's name
 * @returns null: a guest, or nothing is noted
 */
export function readAccountId(name: string): string | null {
  const id = readNote(accountKey(name));
  return id !== null && ID.test(id) ? id : null;
}

/** The same account, with its salt. */
export function readAccount(name: string): Account | null {
  const id = readAccountId(name);
  return id === null ? null : { id, salt: readSalt(name) };
}

/** The salt of this device, as hexadecimal digits; null if no account was noted yet. Never throws. */
export function readSalt(name: string): string | null {
  const salt = readNote(saltKey(name));
  return salt !== null && /^[0-9a-f]{32}$/.test(salt) ? salt : null;
}

/**
 * Notes which account is at the device. Only with its consent. Never throws: if the browser refuses, a later page has to be told again.
 *
 * @param name the shop's name
 */
export function noteAccount(name: string, { id, salt }: Account): void {
  try {
    if (salt !== null) localStorage.setItem(saltKey(name), salt);
    localStorage.setItem(accountKey(name), id);
  } catch {
    // As without a note: the page says who it is, or it is a guest.
  }
}

/** Notes that the account left the device. Its log stays. Never throws. */
export const leaveAccount = (name: string): void => remove(accountKey(name));

/** Forgets the salt of the device: then no log of an account can be found again. Never throws. */
const forgetSalt = (name: string): void => remove(saltKey(name));

function remove(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // localStorage is refused, so there is no note.
  }
}

/**
 * Name of the database of a profile.
 *
 * @param name the shop's name, which is the guests'
 * @param id of the account; null: a guest
 */
export function profileName(name: string, id: string | null): string {
  // The id comes first: the names of buckets are cut.
  return id === null ? name : `p-${id}-${name}`;
}

/**
 * The shop's name, in the name of the database of a profile.
 *
 * @param name from `profileName`
 */
export const shopName = (name: string): string => name.replace(/^p-[0-9a-f]{16}-/, '');

/**
 * Names of the databases of all accounts that have notes on this device: of a log, or of an erasure that is not finished.
 *
 * @param name the shop's name
 */
export function accountNames(name: string): readonly string[] {
  const found = new Set<string>();
  try {
    for (let at = 0; at < localStorage.length; at++) {
      const [, account, id] = /^onshelf(?:-refusal)?:(p-([0-9a-f]{16})-.*)$/s.exec(localStorage.key(at) ?? '') ?? [];
      if (account !== undefined && account === profileName(name, id)) found.add(account);
    }
  } catch {
    // As above.
  }
  return [...found];
}

/** Notes that an account has no consent any more, and forgets the salt if no other one has a log. Never throws. */
export function withdrawAccount(name: string): void {
  leaveAccount(name);
  if (accountNames(name).length === 0) forgetSalt(name);
}

/** Forgets who was at the device, and the salt: no log of an account can be found again. Never throws. */
export function forgetAccounts(name: string): void {
  leaveAccount(name);
  forgetSalt(name);
}

/**
 * Names of the databases of all profiles of this device, but one.
 *
 * @param name the shop's name
 * @param inUse the one that is left out
 */
export function otherProfiles(name: string, inUse: string): readonly string[] {
  return [name, ...accountNames(name)].filter((other) => other !== inUse);
}
