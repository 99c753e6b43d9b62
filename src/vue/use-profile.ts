import { type ComputedRef, computed } from 'vue';
import { askProfile, NOBODY, type ProfileControls } from '../binding/profile-controls.js';
import { useResource } from './use-resource.js';

/** Everything known about the shopper, and functions to change it. */
export function useProfile(): ComputedRef<ProfileControls> {
  const { value } = useResource<ProfileControls>((store) => store.resource('profile', askProfile, JSON.stringify));
  return computed(() => value.value ?? NOBODY);
}
