import { ownGlobal } from '../../core/page/platform.js';
import type { BannerName, HeardSignal, HeardSignals } from '../../types/consent.js';

/** A source of consent. It only reads; whatever it throws, it says nothing. */
export interface Banner {
  readonly name: BannerName;
  /** Names of the events of window or document after which it may say something else. */
  readonly events: readonly string[];
  /** Globals that are there before it says anything: while it starts, consent is awaited. */
  readonly globals?: readonly string[];
  /** What it says now; null: it is not on the page, or not ready. */
  read(): HeardSignals | null;
  /**
   * For banners that call back. Called until it returns true.
   *
   * @param changed call it when the banner may say something else
   * @returns whether it listens
   */
  listen?(changed: () => void): boolean;
}

/** The usual categories of banners, and the signals of Consent Mode that they stand for. */
const SIGNALS = {
  preferences: ['personalization_storage', 'functionality_storage'],
  statistics: ['analytics_storage'],
  marketing: ['ad_storage', 'ad_user_data', 'ad_personalization'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Whether each category is allowed; a value that is not a boolean says nothing. */
export type Categories = Readonly<Partial<Record<keyof typeof SIGNALS, unknown>>>;

/**
 * Translates categories into the signals of Consent Mode.
 *
 * @param categories allowed or not
 * @param answered see `HeardSignal`
 */
export function signalsOfCategories(categories: Categories, answered: boolean | null): HeardSignals {
  const signals: Record<string, HeardSignal> = {};
  for (const category of ['preferences', 'statistics', 'marketing'] as const) {
    const granted = categories[category];
    if (typeof granted === 'boolean') for (const signal of SIGNALS[category]) signals[signal] = { granted, answered };
  }
  return signals;
}

/** A global function of the page; undefined if there is none. */
export function functionOf(name: string): ((...given: unknown[]) => unknown) | undefined {
  const found = ownGlobal(name);
  return typeof found === 'function' ? (found as (...given: unknown[]) => unknown) : undefined;
}

/** An object or function of the page with unknown members; undefined for any other value. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return (typeof value === 'object' && value !== null) || typeof value === 'function' ? (value as Record<string, unknown>) : undefined;
}

/**
 * Calls a method of a page's object.
 *
 * @returns its result; undefined if it has no such method
 */
export function askPage(of: unknown, method: string, ...given: readonly unknown[]): unknown {
  const found = membersOf(of)?.[method];
  return typeof found === 'function' ? Reflect.apply(found, of, given) : undefined;
}
