/** A page on show. */
export interface Page {
  readonly element: HTMLElement;
  /** For the tab; empty on the home page. */
  readonly title: string;
  /** The profile, the consent or the cart changed. */
  update(): void;
}
