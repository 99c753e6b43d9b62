import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Exclude, Scenario } from '../types/request.js';

/** Texts in place of the elements' own, such as `text-dismiss="Kein Interesse"`. */
interface Texts {
  readonly [attribute: `text-${string}`]: string | undefined;
}

/** A number, or its text. */
type Figure = number | `${number}`;
/** A truth, as HTML writes it. */
type Flag = '' | 'true' | 'false';

/** Attributes of `<onshelf-list>` in JSX. */
export interface OnshelfListAttributes extends DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>, Texts {
  /** Which list. Default `for-you`. */
  readonly list?:
    | 'for-you'
    | 'trending'
    | 'new'
    | 'recently-viewed'
    | 'bought-together'
    | 'buy-again'
    | 'saved-for-later'
    | 'on-sale'
    | 'because'
    | 'related';
  /** Name of a placement in the shop's `scenarios.json`: which list, and with which settings. */
  readonly placement?: string;
  /** Type of the page. Default `home`. */
  readonly scenario?: Scenario;
  /** Id of a product: the list is of items related to it. */
  readonly item?: string;
  /** Ids of the cart, the order or the search. Default: what the page has reported. */
  readonly items?: readonly string[] | string;
  /** Maximum number of cards. Default: the number of cards in the markup, else 12. */
  readonly count?: number | `${number}`;
  /** The category, as in the feed's `product_type`. Default: the page's own. */
  readonly category?: string;
  /** `grid`: rows of cards of one height. Default: the page's own styles. */
  readonly layout?: 'grid';
  /** Which pictures cards show, and when those of the shop are fetched. Default `own`: the shop's, at once. */
  readonly pictures?: 'own' | 'deferred' | 'pack' | 'pack-then-own';
  /** Whether it may show what other lists of the page show. Default false. */
  readonly repeats?: boolean | '';
  /** Items of the history to exclude. Default: those viewed in a list for the shopper, else those bought. */
  readonly exclude?: Exclude | 'viewed';
  /** A segment in JSON, such as `{"brand":"Halden"}`: the list has only its items. */
  readonly segment?: string;
  readonly filter?: string;
  readonly boost?: string;
  readonly query?: string;
  readonly among?: 'all' | 'my-tastes';
  readonly types?: readonly string[] | string;
  readonly attributes?: readonly string[] | string;
  readonly unavailable?: readonly string[] | string;
  readonly 'in-stock'?: boolean | Flag;
  readonly 'one-per-group'?: boolean | Flag;
  readonly ranker?: boolean | Flag;
  readonly 'price-fit'?: Figure;
  readonly diversity?: Figure;
  readonly calibration?: Figure;
  readonly 'rotation-rate'?: Figure;
  readonly 'rotation-time'?: Figure;
  readonly exploration?: Figure;
  readonly 'min-distinctness'?: Figure;
  readonly 'popularity-discount'?: Figure;
  readonly 'exposure-floor'?: Figure;
  readonly 'user-impact'?: Figure;
  readonly strength?: Figure;
  readonly seed?: Figure;
  readonly now?: Figure;
  /** JSON, as in the API. */
  readonly 'exclude-seen'?: string;
  /** JSON, as in the API: `{"brand": 2}`. */
  readonly 'max-per'?: string;
  /** JSON, as in the API. */
  readonly pins?: string;
  /** JSON, as in the API. */
  readonly promoted?: string;
  /** JSON, as in the API: `{"attribute": "margin", "weight": 0.2}`. */
  readonly objective?: string;
  /** JSON, as in the API. */
  readonly interleave?: string;
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
