import type { ChangeResult } from '../change-result.js';
import type { Consent } from '../consent.js';
import type { ConsentPolicy, ConsentReceipt } from './consent-receipt.js';

/** Who set a consent. */
export interface ConsentOptions {
  /**
   * `shopper`: the shopper's own act, such as a click on a button. Their refusal is remembered, and only another act of theirs undoes it.
   * `page`: the page, without the shopper. Default: `shopper` if the shopper has interacted with the page, else `page`; `shopper` if the
   * browser cannot tell.
   */
  readonly by?: 'shopper' | 'page';
  /** The privacy policy that it is given to. Default: the option `policy`. */
  readonly policy?: ConsentPolicy;
}

/** Calls about consent. */
export interface ConsentCalls {
  readonly state: Consent;
  /**
   * Sets the consent, in all tabs. `granted` stores the events in memory, and those to come. `unknown` and `denied` erase everything; then
   * `unknown` keeps new events in memory, and `denied` keeps none. A withdrawal takes effect at once, and on later visits even if this page
   * closes. Resolves when it is carried out. `done` is false if something could not be deleted, for instance because another tab blocks it:
   * that data is not read any more, and the next page deletes it.
   */
  set(state: Consent, options?: ConsentOptions): Promise<ChangeResult>;
  /**
   * What the consent that applies now was given to, when, and who said so; null before one is given, and of one that an earlier version of the
   * library stored.
   */
  receipt(): Promise<ConsentReceipt | null>;
}
