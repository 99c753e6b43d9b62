import type { ChangeResult } from '../../../types/change-result.js';
import type { ShelfEvent } from '../../../types/event.js';
import type { Forget } from '../../../types/known.js';
import type { Shelf } from '../../../types/shelf.js';
import type { PanelOutcome, PanelResult } from '../panel-outcome.js';
import type { PanelTextOf } from '../panel-texts.js';
import type { SectionFormats } from './section-formats.js';
import type { SectionTextName, SectionTextOf } from './section-texts.js';

/** The events that there are. */
export interface KnownEvents {
  /** Of the profile, oldest first. */
  readonly events: readonly ShelfEvent[];
  /** What is set aside in this tab: it ends with the visit, and cannot be forgotten one by one. */
  readonly aside?: { readonly events: readonly ShelfEvent[] };
}

/** What the panel gives its sections. */
export interface PanelView {
  /** The panel, with the shop's own texts. */
  readonly element: Element;
  readonly shelf: Shelf;
  /** A BCP 47 tag, or ''. */
  readonly language: string;
  readonly text: PanelTextOf;
  /**
   * The titles of products, each asked for once.
   *
   * @param ids of items, with repeats
   * @returns the title by an id; of one without a title, words with the id in it
   */
  titlesOf(ids: readonly string[]): Promise<(id: string) => string>;
  /**
   * The row of an event, with the button that `buttonOf` makes.
   *
   * @param titleOf from `titlesOf`
   */
  rowOf(event: ShelfEvent, titleOf: (id: string) => string, buttonOf: (eventId: string) => HTMLButtonElement | null): HTMLElement;
  /** What an event of that name does, in words, such as "viewed …". */
  kindText(name: string): string;
  /** What went wrong, in words; '' for an error without. */
  messageOf(error: unknown): string;
  /** Saves plain data as a JSON file on the shopper's device. */
  saveFile(name: string, content: unknown): void;
  /** Creates a status line. `whyOf`: words for a failure. */
  createOutcome(whyOf: (result: PanelResult) => string | undefined): PanelOutcome;
}

/** What to forget: by conditions, or by a function that chooses events; or a text that is said instead. */
export type ForgetChoice = Forget | ((event: ShelfEvent) => boolean) | string;

/** What a section is made of. */
export interface SectionView extends PanelView {
  readonly say: SectionTextOf;
  readonly formats: SectionFormats;
  /** Keys of the parts that the shopper has opened. */
  readonly opened: Set<string>;
  /** The status line of this section. */
  readonly outcome: PanelOutcome;
  /**
   * Creates a button that forgets, and then says how much.
   *
   * @param what is called with the click; a text is said instead of forgetting
   * @param label for screen readers: what of
   */
  forgetButton(words: string, what: () => ForgetChoice, label?: string): HTMLButtonElement;
  /**
   * Changes what lists are made of, and says how it went. Where the browser's storage fails, it may count in this page alone.
   *
   * @param act makes the change
   * @param success makes words of its result
   * @param origin the button that was pressed
   */
  change(act: () => Promise<ChangeResult>, success: () => string, origin: HTMLElement): Promise<void>;
}

/** A part of the panel that folds. Its contents are made when it is opened, and made anew when the profile changes. */
export interface PanelSection {
  /** Its heading. */
  readonly name: SectionTextName;
  /** Whether it has fields: what is chosen in them stays, whatever else changes. It is made anew after its own buttons alone. */
  readonly keepsFields?: boolean;
  /** Makes its contents. A rejection is shown, with its message. */
  fill(view: SectionView): Promise<readonly Node[]>;
}
