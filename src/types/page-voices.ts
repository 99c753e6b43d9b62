/**
 * Who tells an event: `gtag` and `gtm` (the data layer's two forms; `gtag` with its destination, where it names one), `segment`, `shopify`,
 * `json-ld` (structured data of any kind), `attributes`, `call` (the page's own code).
 */
export type Voice = 'gtag' | `gtag ${string}` | 'gtm' | 'segment' | 'shopify' | 'json-ld' | 'attributes' | 'call';
