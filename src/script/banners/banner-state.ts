import type { BannerWord, HeardSignals } from '../../types/consent.js';

/**
 * What one banner, or all, say of the wanted signals. `answered`: the shopper refused, says the banner. `denied`: refused, perhaps by itself
 * while it starts. `asking`: the banner knows that the shopper has not answered. `awaited`: denied by default. `assumed`: granted by default.
 * Null: nothing about one of the signals.
 */
export type Statement = 'granted' | 'answered' | 'denied' | 'asking' | 'awaited' | 'assumed' | null;

/** The strictest first, except that an answer counts more than a default. */
const ORDER: readonly Statement[] = ['answered', 'denied', 'granted', 'asking', 'awaited', 'assumed'];

/**
 * What a banner states.
 *
 * @param signals of the banner
 * @param wanted the signals that must be granted, all of them; at least one
 * @param knows whether it knows that the shopper has not answered; Consent Mode only knows defaults
 */
export function statementOf(signals: HeardSignals, wanted: readonly string[], knows: boolean): Statement {
  const said = wanted.map((name) => (Object.hasOwn(signals, name) ? signals[name] : undefined));
  const denied = said.filter((signal) => signal?.granted === false);
  if (denied.some((signal) => signal?.answered === true)) return 'answered';
  if (denied.some((signal) => signal?.answered === null)) return 'denied';
  if (denied.length > 0) return knows ? 'asking' : 'awaited';
  if (said.length === 0 || said.includes(undefined)) return null;
  return said.some((signal) => signal?.answered === false) ? 'assumed' : 'granted';
}

/**
 * What several banners state together: a refusal of one counts more than the consent of another, an answer more than a default. A refusal of
 * which the banner does not say whose it is does not count while another banner knows that it is still asking.
 */
export function strictestOf(statements: readonly Statement[]): Statement {
  const asking = statements.includes('asking');
  return ORDER.find((statement) => statements.includes(statement) && !(asking && statement === 'denied')) ?? null;
}

/** What the banners of a page have said so far. Only `reduceBanners` makes a new state. */
export interface BannerState {
  readonly stated: Statement;
  /** What follows from it. */
  readonly word: BannerWord | null;
  /** Whether the banners have started: from then on, what they say counts at once. */
  readonly settled: boolean;
}

/** What happened. */
export type BannerAction =
  /** The banners state something. `acted`: the shopper clicked, tapped or typed just before, while a banner was there. */
  | { readonly kind: 'hear'; readonly stated: Statement; readonly acted: boolean }
  /** The time is over for which tags wait for an answer before they use a default. */
  | { readonly kind: 'wait-over' }
  /** The page is loaded, and for a while nothing new was said. */
  | { readonly kind: 'settle' };

/** State of a page in which nothing was heard. */
export const NOTHING_HEARD: BannerState = { stated: null, word: null, settled: false };

/**
 * Returns the state after an action. Pure.
 *
 * Banners that start say what they do not mean: many deny everything, and grant a moment later what the shopper granted on an earlier page. So a
 * refusal counts only if the banner says that the shopper answered, if it follows an act of the shopper, or if the banner has settled.
 */
export function reduceBanners(state: BannerState, action: BannerAction): BannerState {
  const stated = action.kind === 'hear' ? action.stated : state.stated;
  const settled = state.settled || action.kind === 'settle';
  const word = ((): BannerWord | null => {
    switch (stated) {
      case 'granted':
      case 'answered':
        return stated === 'granted' ? stated : 'denied';
      case 'denied':
        // Once it counts, nothing that is repeated takes it back.
        return settled || (action.kind === 'hear' && action.acted) || (state.word === 'denied' && state.stated === 'denied')
          ? stated
          : 'awaited';
      case 'assumed':
        return settled || action.kind === 'wait-over' || state.word === 'granted' ? 'granted' : 'awaited';
      case null:
        return null;
      default:
        return 'awaited';
    }
  })();
  return { stated, word, settled };
}
