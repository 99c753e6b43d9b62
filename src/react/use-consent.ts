import { useMemo } from 'react';
import { type ConsentControls, consentControls } from '../binding/consent-controls.js';
import { useResource } from './use-resource.js';

/** The shopper's consent, kept up to date across tabs, and a function to change it. */
export function useConsent(): ConsentControls {
  const [{ value }, store] = useResource('consent', (shelf) => shelf.consent.state, String);
  return useMemo(() => consentControls(store, value), [store, value]);
}
