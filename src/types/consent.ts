/** May this shopper's events be stored? `unknown`: memory only. `granted`: stored. `denied`: nothing kept, all erased. */
export type Consent = 'unknown' | 'granted' | 'denied';
