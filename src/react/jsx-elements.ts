import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Scenario } from '../types/request.js';

/** Texts in place of the elements' own, such as `text-dismiss="Kein Interesse"`. */
interface Texts {
  readonly [attribute: `text-${string}`]: string | undefined;
}

/** Attributes of `<onshelf-list>` in JSX. */
export interface OnshelfListAttributes extends DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>, Texts {
  /** Type of the page. Default `home`. */
  readonly scenario?: Scenario;
  /** Id of a product: the list is of items related to it. */
  readonly item?: string;
  /** Maximum number of cards. Default: the number of cards in the markup, else 12. */
  readonly count?: number | `${number}`;
}

/** Attributes of `<onshelf-panel>` in JSX. */
export interface OnshelfPanelAttributes extends DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>, Texts {}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'onshelf-list': OnshelfListAttributes;
      'onshelf-panel': OnshelfPanelAttributes;
    }
  }
}
