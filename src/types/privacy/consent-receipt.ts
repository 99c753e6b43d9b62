import type { Consent } from '../consent.js';

/** The privacy policy that a shopper was shown. Texts are cut at 200 characters, the address at 2000. */
export interface ConsentPolicy {
  /** Such as `2026-03`. */
  readonly version: string;
  /** Digest of its text, such as `sha256-...`, so that it can be proven which text it was. */
  readonly hash?: string;
  readonly url?: string;
}

/** What a shopper consented to or refused, when, and who said so. Nothing of it names the shopper. */
export interface ConsentReceipt {
  readonly state: Consent;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whose statement it is. */
  readonly by: 'shopper' | 'page';
  /** The consent banners that the page heard, if it spoke for one. */
  readonly banners: readonly string[];
  /** Null: none was named. */
  readonly policy: ConsentPolicy | null;
}
