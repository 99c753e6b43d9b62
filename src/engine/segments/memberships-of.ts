import { categoryPaths } from '../../core/catalog/category-levels.js';
import { DAY_MS } from '../../core/time/day.js';
import type { Steps } from '../../core/time/run-steps.js';
import { doesSpeak, weighHistory, worthOf } from '../../profile/weigh-history.js';
import { ownShares } from '../../profile/weigh-tastes.js';
import type { Pack } from '../../types/pack.js';
import type { Interaction, Profile } from '../../types/profile.js';
import type { Membership, MembershipRule } from '../../types/results/memberships.js';
import type { ListContext } from '../list/list-context.js';

/** Number of latest events that are replayed: earlier ones have faded, and must not cost time. */
const REPLAYED = 200;
const COLUMNS = [
  ['category', 'product_type'],
  ['brand', 'brand'],
] as const;

type Named = Pick<Membership, 'kind' | 'name'>;
/** By the text of kind and name. */
type ByName<Of> = Map<string, Of & Named>;

/**
 * The segments that a shopper is of. They enter one when its share of their own interest reaches `share` and enough events speak for it, and leave
 * it when the share falls below `leave`; between the two nothing changes, so that a shopper near one of them does not come and go. Which it was is
 * found by replaying the log: so it is a function of log, pack and clock, and what is forgotten leaves no trace.
 *
 * @param context pack, shopper and time
 * @param rule whole
 * @returns most liked first
 */
export function* membershipsOf(
  { pack, profile, now }: Pick<ListContext, 'pack' | 'profile' | 'now'>,
  rule: Required<MembershipRule>,
): Steps<Membership[]> {
  const { encoder } = pack.manifest;
  const worth = (one: Interaction): number => worthOf(one, encoder, one.time);
  const telling = profile.interactions.filter((one) => doesSpeak(profile, one) && pack.rowOf(one.itemId) >= 0 && worth(one) !== 0);
  const events: ByName<{ count: number }> = new Map();
  const since: ByName<{ time: number }> = new Map();
  let shares: ByName<{ share: number }> = new Map();
  /** Settles who is of what at a moment, with the first `length` events. */
  const settle = (length: number, moment: number): void => {
    shares = sharesAt(pack, { ...profile, interactions: telling.slice(0, length) }, moment);
    for (const key of since.keys()) if ((shares.get(key)?.share ?? 0) < rule.leave) since.delete(key);
    for (const [key, { kind, name, share }] of shares)
      if (!since.has(key) && share >= rule.share && (events.get(key)?.count ?? 0) >= rule.events)
        since.set(key, { kind, name, time: moment });
  };
  for (const [place, one] of telling.entries()) {
    const length = place + 1;
    if (worth(one) > 0)
      for (const [key, named] of segmentsOf(pack, pack.rowOf(one.itemId)))
        events.set(key, { ...named, count: (events.get(key)?.count ?? 0) + 1 });
    if (telling.length - place > REPLAYED) continue;
    const moment = Math.min(one.time, now);
    const next = Math.min(telling[length]?.time ?? now, now);
    settle(length, moment);
    // Interest fades in between.
    if (next - moment >= DAY_MS) settle(length, next);
    yield;
  }
  settle(telling.length, now);
  return [...since]
    .map(([key, { kind, name, time }]) => ({
      kind,
      name,
      share: shares.get(key)?.share ?? 0,
      events: events.get(key)?.count ?? 0,
      since: time,
    }))
    .sort((a, b) => b.share - a.share || (a.kind + a.name < b.kind + b.name ? -1 : 1));
}

const keyOf = ({ kind, name }: Named): string => `${kind} ${name}`;

function sharesAt(pack: Pack, profile: Profile, moment: number): ByName<{ share: number }> {
  const history = weighHistory(profile, pack.rowOf, pack.manifest.encoder, moment);
  const shares: ByName<{ share: number }> = new Map();
  for (const [kind, column] of COLUMNS)
    for (const [code, own] of ownShares(pack, history, column))
      for (const name of namesOf(kind, pack.codedColumn(column)?.values[code] ?? '')) {
        const key = keyOf({ kind, name });
        shares.set(key, { kind, name, share: (shares.get(key)?.share ?? 0) + own });
      }
  return shares;
}

function segmentsOf(pack: Pack, row: number): [key: string, named: Named][] {
  return COLUMNS.flatMap(([kind, column]) => {
    const coded = pack.codedColumn(column);
    const names = coded === null ? [] : namesOf(kind, coded.values[coded.codes[row]]);
    return names.map((name): [string, Named] => [keyOf({ kind, name }), { kind, name }]);
  });
}

const namesOf = (kind: Named['kind'], value: string): readonly string[] =>
  kind === 'category' ? categoryPaths(value) : value === '' ? [] : [value];
