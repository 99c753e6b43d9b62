import type { ShelfEvent } from './event.js';
import type { NotedForget } from './known.js';
import type { Note } from './note.js';
import type { AsideFrom } from './results/aside.js';
import type { Backend } from './scoring/scorer.js';
import type { ScorerReport } from './scoring/scorer-report.js';
import type { LogReport, RecordedLength, StoragePlace } from './storage.js';

/** Backend to score on; `auto`: the fastest, as measured on this device. */
export type BackendPreference = 'auto' | Backend;

/** What reads histories for a pack's sequence encoder; `auto`: plain JavaScript, or tfjs on a GPU where that is measured to be worth its code. */
export type EncoderPreference = 'auto' | 'js' | 'webgpu' | 'webgl';

/** What is set aside: it is in no log. */
export interface SetAside {
  readonly from: AsideFrom;
  readonly events: readonly ShelfEvent[];
}

/** Storage that the engine may use. */
export interface StorageInput {
  readonly place: StoragePlace;
  /** Other places that may contain events of this shop. */
  readonly others: readonly StoragePlace[];
  /** Those of them that are used only if this one does not work; their events are merged into this one. */
  readonly worse: readonly StoragePlace[];
  /** Recorded length of the log, or null. */
  readonly recordedLength: RecordedLength | null;
  /** Pending requests to forget; their events may still be in the log. */
  readonly forgets: readonly NotedForget[];
}

/** What the engine needs to start. */
export interface OpenInput {
  /** Absolute address of `pack.json`. */
  readonly packUrl: string;
  /** Origins that the pack's files may redirect to, besides the pack's own, such as `https://cdn.example`. Default: none. */
  readonly redirectOrigins?: readonly string[] | undefined;
  /** Public keys of which one must have signed the pack. Default: none, and signatures are not asked for. */
  readonly packKey?: string | readonly string[] | undefined;
  /** Language of the page, a BCP 47 tag, by which the locale of the pack is chosen; '' if it names none. Default: ''. */
  readonly locale?: string | undefined;
  readonly backend: BackendPreference;
  /** Default: `auto`, or `js` where `backend` names the processor. */
  readonly encoderBackend?: EncoderPreference | undefined;
  /** Place of the log and of the stored pack; null before consent: nothing is stored. */
  readonly place: StoragePlace | null;
}

/** State of the engine. */
export interface EngineHealth {
  readonly pack: {
    readonly number: number;
    readonly items: number;
    readonly fromCache: boolean;
    /** Tag of the locale whose titles and prices lists have; absent: the catalogue's own. */
    readonly locale?: string;
    /** Categories of which no profile is made; absent: the pack names none. */
    readonly sensitive?: readonly string[];
  } | null;
  /** Backends chosen and measured, with their memory; null until the pack is loaded. */
  readonly scorer: ScorerReport | null;
  readonly notes: readonly Note[];
}

/** Result of `attach`; null if nothing is stored, or it cannot be read. */
export type AttachReport = LogReport | null;
