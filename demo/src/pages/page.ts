/** The current page. */
export interface Page {
  readonly element: HTMLElement;
  /** Title of the tab; empty on the home page. */
  readonly title: string;
  /** Called when the profile, the consent or the cart changes. */
  update(): void;
}
