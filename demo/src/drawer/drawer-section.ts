/** A section of the drawer. */
export interface DrawerSection {
  readonly element: HTMLElement;
  update(): Promise<void>;
}
