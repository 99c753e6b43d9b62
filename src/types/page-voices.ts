/**
 * Who tells an event: `gtag` and `gtm` (the data layer's two forms; `gtag` with its destination, where it names one), `universal` (Universal
 * Analytics' ecommerce in a data layer), `segment`, `shopify`,
 * `json-ld` (structured data of any kind), `attributes`, `call` (the page's own code).
 */
export type Voice = 'gtag' | `gtag ${string}` | 'gtm' | 'universal' | 'segment' | 'shopify' | 'json-ld' | 'attributes' | 'call';
