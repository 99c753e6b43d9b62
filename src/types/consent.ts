/**
 * Whether the shopper's events may be stored. `unknown`: they stay in memory. `granted`: they are stored. `denied`: they are not kept.
 * A change from `granted` to another value erases everything stored.
 */
export type Consent = 'unknown' | 'granted' | 'denied';
