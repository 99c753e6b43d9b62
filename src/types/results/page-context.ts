/** Class of the device, by the size of its screen and its pointer. */
export type DeviceClass = 'phone' | 'tablet' | 'desktop';

/**
 * What only the page knows of this page view, for rules that name it. It is never stored. Where a rule names `device` or `referrer` and the call does
 * not say it, the shelf reads it from the page.
 */
export interface PageContext {
  /** Id of the item that the page is about: `this` in rules. Default: the call's `itemId`. */
  readonly item?: string;
  /** Default: by width and height of the screen, and the pointer. '': it cannot be told. */
  readonly device?: DeviceClass | '';
  /** Where the shopper came from: a class such as `search`, a host, a source; or several of these. Default: as the page tells. '': it cannot be told. */
  readonly referrer?: string | readonly string[];
}
