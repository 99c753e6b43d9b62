import type { ProfileSnapshot, Shelf } from '../types/shelf.js';

/** Result of `useProfile()`. */
export interface ProfileControls {
  /** Everything known about the shopper, kept up to date; null on the server, while hydrating, and until the shelf answers. */
  readonly profile: ProfileSnapshot | null;
  /** `shelf.profile`, with `edit()`, `forget()`, `export()`, `import()` and `erase()`; null while `profile` is. */
  readonly controls: Shelf['profile'] | null;
}

/** Before the shelf answers. */
export const NOBODY: ProfileControls = { profile: null, controls: null };

/** Asks for the profile. */
export const askProfile = async ({ profile }: Shelf): Promise<ProfileControls> => ({ profile: await profile.inspect(), controls: profile });
