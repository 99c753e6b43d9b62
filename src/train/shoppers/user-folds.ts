/** Folds of the held-out-users protocol. */
export const FOLDS = 5;
/** A fold with a smaller share of the shoppers says more of chance than of the models. */
const SMALLEST_SHARE = 0.02;

/** How shoppers are parted into folds. */
export interface UserFolds {
  readonly foldOf: (user: number) => number;
  /** Why it is not the usual way; null where it is. */
  readonly note: string | null;
}

/**
 * Parts shoppers into folds: by `foldOfUser`, unless that leaves a fold asked for next to empty, or nobody outside it, as
 * where all ids end in the same digit. Then the hash decides for everybody.
 *
 * @param userIds by user number
 * @param measurable can this user be measured? Only those count.
 * @param folds those asked for
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
      'so every shopper is put into a fold by a hash of the id instead. Figures do not compare with those of the usual folds.',
  };
}

/** A user's usual fold: the id modulo 5 where it is a whole number, else of a hash of it, the same on every machine. */
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
