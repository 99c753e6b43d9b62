import type { ProfileSnapshot, Shelf } from '../types/shelf.js';
import { useResource } from './use-resource.js';

/** Result of `useProfile()`. */
export interface ProfileControls {
  /** Everything known about the shopper, kept up to date; null on the server, while hydrating, and until the shelf answers. */
  readonly profile: ProfileSnapshot | null;
  /** `shelf.profile`, with `forget()`, `export()`, `import()` and `erase()`; null while `profile` is. */
  readonly controls: Shelf['profile'] | null;
}

const NOBODY: ProfileControls = { profile: null, controls: null };

/** Everything known about the shopper, and functions to change it. */
export function useProfile(): ProfileControls {
  const [{ value }] = useResource<ProfileControls>(
    'profile',
    async ({ profile }) => ({ profile: await profile.inspect(), controls: profile }),
    JSON.stringify,
  );
  return value ?? NOBODY;
}
