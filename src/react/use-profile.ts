import { askProfile, NOBODY, type ProfileControls } from '../binding/profile-controls.js';
import { useResource } from './use-resource.js';

/** Everything known about the shopper, and functions to change it. */
export function useProfile(): ProfileControls {
  const [{ value }] = useResource('profile', askProfile, JSON.stringify);
  return value ?? NOBODY;
}
