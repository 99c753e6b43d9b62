import type { Note } from '../note.js';

/** One part of a sheet. */
export interface SheetSection {
  readonly heading: string;
  readonly sentences: readonly string[];
}

/** What is kept of a shopper in this page, in plain language: as the shelf is now, with the options that it was opened with. */
export interface PrivacySheet {
  /** Language of the texts: `en`, `zh`, `de`, `fr` or `es`. */
  readonly language: string;
  readonly title: string;
  readonly sections: readonly SheetSection[];
  /** What could not be told, and a language that there is none of. */
  readonly notes: readonly Note[];
}

/** Options of `privacy.describe()`. */
export interface SheetRequest {
  /** A BCP 47 tag, such as `de-CH`. Default: the page's own language. There are English, Chinese, German, French and Spanish. */
  readonly language?: string;
}
