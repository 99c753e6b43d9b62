/**
 * May this shopper's events be stored?
 *
 * `unknown`: memory only. `granted`: stored. `denied`: nothing kept. Whoever goes from `granted` to one of the others
 * erases what was stored: without consent there is no ground to keep it.
 */
export type Consent = 'unknown' | 'granted' | 'denied';
