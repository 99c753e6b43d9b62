import type { ServedModel } from './answer.js';
import type { Consent } from './consent.js';
import type { Health } from './health.js';
import type { ListKind } from './list-call.js';
import type { Note } from './note.js';

/** An item id of the history that the pack does not know. */
export interface UnknownId {
  readonly id: string;
  /** Number of events with it. */
  readonly events: number;
  /** The id of the pack that it most likely means; null if none resembles it. */
  readonly nearest: string | null;
}

/** Item ids of the history, compared with the pack. */
export interface IdFacts {
  /** Number of different ids. */
  readonly heard: number;
  /** Number of those that the pack knows. */
  readonly known: number;
  /** The others, the most frequent first; at most 20. */
  readonly unknown: readonly UnknownId[];
  /** Ids of the pack as examples, where some are unknown; at most 3. */
  readonly examples: readonly string[];
}

/** A list that was made on this page. */
export interface ListFacts {
  readonly kind: ListKind;
  readonly model: ServedModel;
  /** Number of items. */
  readonly items: number;
  /** Events known when it was made. */
  readonly events: number;
  /** Items of the history that are in the pack. */
  readonly knownItems: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly notes: readonly Note[];
}

/** What the engine knows of a shelf's state. */
export interface EngineFacts {
  /** null while there is no pack. */
  readonly ids: IdFacts | null;
  /** The latest of each kind and model, the latest first; at most 10. */
  readonly lists: readonly ListFacts[];
}

/** Events of one name that one source of the page told. */
export interface HeardVoice {
  /** The source, such as `ga4`. */
  readonly adapter: string;
  /** Name of the event. */
  readonly event: string;
  readonly count: number;
}

/** An entry of the page that could not be read. */
export interface UnreadEntry {
  readonly adapter: string;
  /** Its names and the types of its values, cut to 200 characters: never a value. */
  readonly shape: string;
  readonly count: number;
}

/** An element of the page. */
export interface ElementFacts {
  /** Its tag with its attributes, cut to 200 characters. */
  readonly element: string;
  /** Whether it shows a list, or the shop's own content. */
  readonly shows: 'list' | 'own content';
  /** Why, or what served the list. */
  readonly why: string;
}

/** What the page knows besides the shelf: from the script tag and the elements. */
export interface PageFacts {
  readonly voices?: readonly HeardVoice[];
  readonly unread?: readonly UnreadEntry[];
  readonly elements?: readonly ElementFacts[];
}

/** Why lists are personal or not. */
export interface Diagnosis extends EngineFacts {
  /** The library's version and a hash of its sources. */
  readonly build: string;
  readonly consent: Consent;
  /** null if the code of the diagnosis cannot be loaded. */
  readonly health: Health | null;
  readonly page: PageFacts;
  /** What keeps lists from being personal, and what to do; the most important first. */
  readonly findings: readonly Note[];
}
