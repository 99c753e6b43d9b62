import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Scenario } from '../types/request.js';

/** What the elements say instead of their own words, such as `text-dismiss="Kein Interesse"`. */
interface Texts {
  readonly [attribute: `text-${string}`]: string | undefined;
}

/** The attributes of `<onshelf-list>` in JSX. */
export interface OnshelfListAttributes extends DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>, Texts {
  /** Where the list stands. Default `home`. */
  readonly scenario?: Scenario;
  /** A product: the list is what goes with it. */
  readonly item?: string;
  /** Most cards. Default: as many as stand in it, else 12. */
  readonly count?: number | `${number}`;
}

/** The attributes of `<onshelf-panel>` in JSX. */
export interface OnshelfPanelAttributes extends DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>, Texts {}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'onshelf-list': OnshelfListAttributes;
      'onshelf-panel': OnshelfPanelAttributes;
    }
  }
}
