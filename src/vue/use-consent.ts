import { type ComputedRef, computed } from 'vue';
import { type ConsentControls, consentControls } from '../binding/consent-controls.js';
import type { Consent } from '../types/consent.js';
import { useResource } from './use-resource.js';

/** The shopper's consent, kept up to date across tabs, and a function to change it. */
export function useConsent(): ComputedRef<ConsentControls> {
  const { value, store } = useResource<Consent>((shelves) => shelves.resource('consent', (shelf) => shelf.consent.state, String));
  return computed(() => consentControls(store.value, value.value));
}
