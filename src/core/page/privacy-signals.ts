/** What the browser says for its user. */
export interface PrivacySignals {
  /** Global Privacy Control (https://w3c.github.io/gpc/). */
  readonly globalPrivacyControl: boolean;
  /** Do Not Track, its predecessor. */
  readonly doNotTrack: boolean;
}

/** Reads the browser's signals, now: extensions may set them late. */
export function privacySignals(): PrivacySignals {
  const { globalPrivacyControl, doNotTrack } = (globalThis.navigator ?? {}) as { globalPrivacyControl?: unknown; doNotTrack?: unknown };
  return { globalPrivacyControl: globalPrivacyControl === true, doNotTrack: doNotTrack === '1' };
}

/** Whether the browser sends either of them. */
export function isSignalled(): boolean {
  const { globalPrivacyControl, doNotTrack } = privacySignals();
  return globalPrivacyControl || doNotTrack;
}
