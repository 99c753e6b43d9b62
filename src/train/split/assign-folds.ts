/** Folds of the held-out-users protocol. */
export const FOLDS = 5;
/** With a smaller share of the shoppers, the figures of a fold would be mostly chance. */
const SMALLEST_SHARE = 0.02;

/** The fold of each shopper. */
export interface UserFolds {
  readonly foldOf: (user: number) => number;
  /** Why the folds differ from those of `foldOfUser`; null where they do not. */
  readonly note: string | null;
}

/**
 * Assigns shoppers to folds: by `foldOfUser`, unless a requested fold would have almost no shopper, or almost all of them, for
 * example where all ids end in the same digit. Then all are assigned by the hash.
 *
 * @param userIds by user number
 * @param measurable whether a user can be measured; only those count
 * @param folds the requested folds
 */
export function assignFolds(userIds: readonly string[], measurable: (user: number) => boolean, folds: readonly number[]): UserFolds {
  const usual = userIds.map(foldOfUser);
  const sizes = new Array<number>(FOLDS).fill(0);
  let all = 0;
  for (const [user, fold] of usual.entries()) {
    if (!measurable(user)) continue;
    sizes[fold]++;
    all++;
  }
  const least = Math.max(1, SMALLEST_SHARE * all);
  const lopsided = folds.filter((fold) => sizes[fold] < least || all - sizes[fold] < least);
  if (lopsided.length === 0 || !userIds.some(isNumber)) return { foldOf: (user) => usual[user], note: null };
  const hashed = userIds.map(hashedFold);
  const percent = 100 * SMALLEST_SHARE;
  return {
    foldOf: (user) => hashed[user],
    note:
      `User ids modulo ${FOLDS} leave fewer than ${percent} % of the shoppers inside or outside of fold ${lopsided.join(', ')}; ` +
      'so shoppers are assigned to folds by a hash of the id instead. Figures cannot be compared with those of the usual folds.',
  };
}

/** A user's usual fold: the id modulo 5 where it is a whole number, else a hash of it modulo 5, the same on every machine. */
export function foldOfUser(userId: string): number {
  return isNumber(userId) ? Number(userId) % FOLDS : hashedFold(userId);
}

function isNumber(userId: string): boolean {
  return /^\d{1,15}$/.test(userId);
}

/** FNV-1a. */
function hashedFold(userId: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(userId)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % FOLDS;
}
