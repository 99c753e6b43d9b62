/**
 * Who tells an event: `gtag` and `gtm` (the data layer's two forms; with a call's destination, or with the name of an entry that is not the event's), `universal` (Universal
 * Analytics' ecommerce in a data layer), `segment`, `shopify`,
 * `json-ld` (structured data of any kind), `attributes`, `call` (the page's own code).
 */
export type Voice =
  | 'gtag'
  | `gtag ${string}`
  | 'gtm'
  | `gtm ${string}`
  | 'universal'
  | 'segment'
  | 'shopify'
  | 'json-ld'
  | 'attributes'
  | 'call';
