import type { Consent } from '../../types/consent.js';
import type { Note } from '../../types/note.js';
import type { ConsentReceipt } from '../../types/privacy/consent-receipt.js';
import type { AsideFrom } from '../../types/results/aside.js';
import type { LogReport, RecordedLength } from '../../types/storage.js';

/** Consent in this tab, and what is stored under it. Only `reduceConsent` makes a new state. Times are milliseconds since 1970. */
export interface ConsentState {
  readonly consent: Consent;
  /** Whether recording is paused. */
  readonly paused: boolean;
  /** What lists are made of while something is set aside in this tab. */
  readonly aside?: AsideFrom | null;
  /** Whether the shelf is closed. */
  readonly closed?: true;
  /** Time of the latest decision, made here or in another tab. */
  readonly decidedAt: number;
  /** How often consent was taken back. A grant that is still waiting when this number rises is void. */
  readonly refusals: number;
  /** Data that was taken back and is not deleted yet. */
  readonly unfinished?: Note | undefined;
  /** Grants of the page that the shopper's own refusal overruled, for `health()`. */
  readonly notes: readonly Note[];
  /** The log as the engine found it; null or undefined before it looked. */
  readonly report?: LogReport | null;
  /** Number of events in the log that this page did not store. */
  readonly earlier: number;
  /** Number of events lost with a database that went away while this page was open. */
  readonly gone: number;
  /** Recorded length of an earlier log that is gone: its events count as lost. */
  readonly lostLog?: RecordedLength | null;
  /** Why a stored consent is not recalled: what is stored is neither read nor erased until the shopper answers. */
  readonly doubt?: Note | null;
  /** Of the latest decision in this page. */
  readonly receipt?: ConsentReceipt;
  /** Whether storage did not answer which data is stored. */
  readonly unasked?: boolean;
}

/** What happened to consent, or to the data stored under it. The fields of an action are the new values. */
export type ConsentAction = Readonly<
  /** A decision is known. */
  | { kind: 'decide'; decidedAt: number }
  /** Consent applies: that of an earlier visit, a grant that had its turn, or `unknown` while a grant waits for it. */
  | { kind: 'apply'; consent: Consent }
  /** Consent is taken back, or lost with a database that was emptied from outside. Data about the log is dropped with it. */
  | { kind: 'refuse'; consent: 'unknown' | 'denied'; lostLog: null }
  | { kind: 'refuse'; consent: 'unknown'; gone: number }
  /** Something to report: an overruled grant of the page, or the end of an erasure. */
  | { kind: 'report'; notes: readonly [Note] }
  | { kind: 'report'; unfinished: Note | undefined }
  | { kind: 'pause'; paused: boolean }
  | { kind: 'aside'; aside: AsideFrom | null }
  /** Something is found out about stored data: the engine read the log, an earlier log is gone, storage answered or did not. */
  | { kind: 'find'; report: LogReport | null; earlier: number }
  | { kind: 'find'; lostLog: RecordedLength | null }
  | { kind: 'find'; unasked: boolean }
  | { kind: 'find'; doubt: Note | null }
  | { kind: 'receive'; receipt: ConsentReceipt }
  | { kind: 'close'; closed: true }
>;

/** The shopper's own refusal overrules a grant of the page. */
export const OVERRULED = {
  code: 'refused-by-shopper',
  message: 'Only the shopper can undo a refusal: consent.set("granted", { by: "shopper" }).',
} as const satisfies Note;

/** Every state of consent. */
export const CONSENTS: readonly Consent[] = ['unknown', 'granted', 'denied'];

/** State of a page that was just opened. */
const INITIAL: ConsentState = {
  consent: 'unknown',
  paused: false,
  decidedAt: 0,
  refusals: 0,
  notes: [],
  earlier: 0,
  gone: 0,
};

/** Returns the state after an action. Pure: the consent control carries out what follows from it. */
export function reduceConsent(state: ConsentState, action: ConsentAction): ConsentState {
  const { kind, ...news } = action;
  return { ...state, ...news, ...(kind === 'refuse' && { refusals: state.refusals + 1, report: null }) };
}

/**
 * Whether a decision of another tab is older than the current one. If both have the same millisecond, the stricter one
 * applies in all tabs.
 *
 * @param at time of the other decision
 */
export function isOutdated(state: Pick<ConsentState, 'consent' | 'decidedAt'>, consent: Consent, at: number): boolean {
  return at < state.decidedAt || (at === state.decidedAt && (consent === 'granted' || state.consent === 'denied'));
}

/** Keeps the state of one page. */
export interface ConsentStore {
  readonly state: ConsentState;
  dispatch(action: ConsentAction): void;
}

/**
 * Creates the state of a page that was just opened.
 *
 * @param follow called with each new state
 */
export function createConsentStore(follow?: (state: ConsentState) => void): ConsentStore {
  let state = INITIAL;
  return {
    get state() {
      return state;
    },
    dispatch: (action) => {
      state = reduceConsent(state, action);
      follow?.(state);
    },
  };
}
