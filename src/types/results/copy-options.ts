/** Options of `profile.erase()`. */
export interface EraseOptions {
  /** Whether to erase the profiles of all accounts on this device, and the guest's. Default false: the current one. */
  readonly all?: boolean;
}

/** Options of `profile.export()` and `profile.import()` of an encrypted copy. */
export interface PassphraseOptions {
  /** 8 characters or more. It is kept nowhere: without it, nobody can read the copy. */
  readonly passphrase: string;
}

/** Options of `profile.export()` as QR codes. */
export interface CodesOptions extends PassphraseOptions {
  readonly as: 'codes';
}

/**
 * Result of `profile.export()` as codes: the texts of QR codes in their alphanumeric mode, each with its number, for `profile.import()` in any order; or
 * why there are none. `reason` is a code.
 */
export type CodesResult =
  | { readonly done: true; readonly codes: readonly string[] }
  | { readonly done: false; readonly reason: string; readonly message: string };

/** An encrypted copy of a profile, as JSON. Byte strings are in base64. */
export interface EncryptedCopy {
  readonly format: 'onshelf-profile-encrypted';
  readonly version: 1;
  /** How the key follows from the passphrase, in UTF-8 after NFKC. */
  readonly key: { readonly name: 'PBKDF2'; readonly hash: 'SHA-256'; readonly iterations: number; readonly salt: string };
  readonly cipher: { readonly name: 'AES-GCM'; readonly bits: 256; readonly iv: string };
  /** How the JSON is packed before it is encrypted; absent where the browser cannot pack. */
  readonly compression?: 'gzip';
  /** SHA-256 of the bytes of `data`: tells a damaged copy from a wrong passphrase. */
  readonly digest: string;
  /** The `ProfileExport` as JSON in UTF-8, packed, encrypted, followed by the tag of 16 bytes. */
  readonly data: string;
}

/** Result of `profile.export()` with a passphrase: the encrypted copy, or why there is none; `reason` is a code. */
export type EncryptedExportResult =
  | { readonly done: true; readonly profile: EncryptedCopy }
  | { readonly done: false; readonly reason: string; readonly message: string };
