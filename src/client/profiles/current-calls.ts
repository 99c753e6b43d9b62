import { ownMembers } from '../../core/text/bare-object.js';
import type { ProfileShelf } from '../../types/shelf.js';

/** The profile that is open. */
export interface CurrentProfile {
  /** Counts changes of profile. */
  readonly turn: number;
  /** Undefined while the next one is being opened. */
  readonly current: ProfileShelf | undefined;
  readonly opening: Promise<ProfileShelf>;
}

/** The same for whoever changes it. */
export type Changing<Of> = { -readonly [Key in keyof Of]: Of[Key] };

type Calls = Readonly<Record<string, (...given: unknown[]) => unknown>>;

/** Calls that act on the profile of whoever made them: they are not made again for the next one. */
const KEPT = ['track', 'feedback', 'edit', 'setAside', 'forget', 'import', 'pause', 'resume', 'erase', 'set'];

/**
 * The calls of a part of a shelf, each passed to the profile that is open when it is made. If the profile changes before the answer, the next one
 * is asked: nobody sees what was made of another's history.
 *
 * @param profile the profile that is open
 * @param pick the part: the shelf, or an object in it
 * @param sample a shelf whose part has all calls
 */
export function currentCalls(
  profile: CurrentProfile,
  pick: (shelf: ProfileShelf) => object,
  sample: ProfileShelf,
): Record<string, (...given: unknown[]) => Promise<unknown>> {
  const calls: Record<string, (...given: unknown[]) => Promise<unknown>> = {};
  for (const [key, member] of Object.entries(ownMembers(pick(sample)))) {
    if (typeof member !== 'function') continue;
    calls[key] = async (...given) => {
      const { turn } = profile;
      // Passed on in the same turn, if a profile is open: the page may change its objects afterwards.
      const result = await (pick(profile.current ?? (await profile.opening)) as Calls)[key](...given);
      return profile.turn === turn || KEPT.includes(key) ? result : calls[key](...given);
    };
  }
  return calls;
}
