/**
 * Whether the browser asks for privacy, now, since extensions may set it late: by Global Privacy Control (https://w3c.github.io/gpc/), or by its
 * predecessor Do Not Track.
 */
export function isSignalled(): boolean {
  const { globalPrivacyControl, doNotTrack } = (globalThis.navigator ?? {}) as { globalPrivacyControl?: unknown; doNotTrack?: unknown };
  return globalPrivacyControl === true || doNotTrack === '1';
}
