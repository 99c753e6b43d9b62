import type { ConsentPolicy } from './consent-receipt.js';

/** Options of `createShelf()` about privacy. */
export interface PrivacyOptions {
  /**
   * The privacy policy that consent is given to, for its receipt. `renews`: each version needs a consent of its own; until the shopper answers, one to
   * another version counts as `unknown`, and what is stored is neither read nor erased. Default false.
   */
  readonly policy?: ConsentPolicy & { readonly renews?: boolean };
  /**
   * Honours Global Privacy Control and Do Not Track for what is stored: the page's `granted` counts as `unknown` where the browser sends one of them,
   * and so does a stored consent that is not the shopper's own act. Default: consent decides alone.
   */
  readonly honourPrivacyControl?: 'storage';
  /**
   * Runs the engine under a Content-Security-Policy that forbids every connection; the page hands it the pack. Where that cannot be, `true` runs it without and says so,
   * and `required` does not run it: lists are the `fallback`. Default: not sealed.
   */
  readonly sealed?: boolean | 'required';
  /**
   * What kind of page it is, if nothing may be done on it: nothing is recorded, opened or requested, and lists are the `fallback`. A single-page app
   * gives a function, which is asked at each call; one that throws is taken as a yes.
   */
  readonly page?: 'checkout' | 'payment' | (() => 'checkout' | 'payment' | undefined);
}
