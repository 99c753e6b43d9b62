import { DEFAULT_COUNT } from '../../core/default-count.js';
import { countBits, hasBit } from '../../core/numbers/bitset.js';
import { runInSlices, type Steps } from '../../core/time/run-steps.js';
import { type EventWorth, explainFully } from '../../explain/explain-fully.js';
import { sumTastes } from '../../explain/sum-tastes.js';
import { doesSpeak, worthOf } from '../../profile/weigh-history.js';
import { scoreItem } from '../../score/settle/score-item.js';
import type { Counterfactual, ExplainRequest, Explanation } from '../../types/explanation.js';
import type { ListCall } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { Query } from '../../types/scoring/query.js';
import { ownCall } from '../call/own-call.js';
import { readCall } from '../call/read-call.js';
import type { ListContext } from '../list/list-context.js';
import { personalEvidence } from '../list/personal-source.js';
import type { ServeList } from '../list/served-list.js';
import { actingWishes } from './acting-wishes.js';
import { explainListing, rowsNotOffered } from './explain-listing.js';
import { findRemoval } from './find-removal.js';
import { takenBackOf } from './taken-back-of.js';
import { maskOf, ranksWithout } from './without-events.js';

/** Maximum number of events removed one by one: those with the largest contributions. */
const EVENTS_ASKED = 512;

/**
 * Explains one item's score in full: the contributions of each event, prototype and popularity, its rank, and its rank
 * without each event. All of these concern the score before the steps of a list; `listed` explains the steps.
 *
 * @param context pack, scorer, shopper and time
 * @param itemId the item
 * @param asked request of the list
 * @param make makes that list
 * @param signal cancels the work
 */
export async function explainScore(
  context: ListContext,
  itemId: string,
  asked: ExplainRequest,
  make: ServeList,
  signal?: AbortSignal,
): Promise<Explanation> {
  const { pack, profile } = context;
  // The item that is explained is not the item that the page is about.
  const { itemId: _, ...list } = asked as ExplainRequest & Partial<ListCall>;
  const { call: request, notes } = await readCall(ownCall(list, { kind: 'recommend' }));
  const row = pack.rowOf(itemId);
  if (row < 0) return unknownItem(itemId);
  const { evidence, query, model } = personalEvidence(context);
  const leftOut = { exclude: request.exclude ?? 'bought', notOffered: await rowsNotOffered(context, request, make) };
  const mask = maskOf(pack, profile, leftOut);
  const scores = await runInSlices(scoreAll(pack, query), signal);
  const score = scores[row] - query.biasWeight * pack.meanPopularity;
  const rank = rankOf(scores, row, mask);
  const contributions = explainFully(evidence, row, score, worthsOf(context));

  const byEvent = new Map<string, number>();
  for (const { eventId } of [...profile.recorded, ...profile.searches, ...profile.wishes]) byEvent.set(eventId, 0);
  for (const one of contributions) if ('eventId' in one) byEvent.set(one.eventId, (byEvent.get(one.eventId) ?? 0) + one.contribution);
  const eventIds = [...byEvent].sort(([, a], [, b]) => Math.abs(b) - Math.abs(a)).map(([eventId]) => eventId);
  const considered = eventIds.slice(0, EVENTS_ASKED);
  const ranks = await ranksWithout(
    context,
    row,
    leftOut,
    considered.map((eventId) => [eventId]),
    signal,
  );
  const withoutEvent = considered.map((eventId, at): Counterfactual => ({ eventId, rankBefore: rank, rankAfter: ranks[at] }));
  const count = Math.min(Math.max(Math.floor(Number(request.count ?? DEFAULT_COUNT)) || DEFAULT_COUNT, 1), 1000);
  const isOff = (place: number | null): boolean => place === null || place > count;
  const removal = isOff(rank)
    ? null
    : await findRemoval({
        eventIds: [...considered].sort((a, b) => (byEvent.get(b) ?? 0) - (byEvent.get(a) ?? 0)),
        offAlone: new Set(withoutEvent.filter(({ rankAfter }) => isOff(rankAfter)).map(({ eventId }) => eventId)),
        offWithout: async (sets) => (await ranksWithout(context, row, leftOut, sets, signal)).map(isOff),
      });
  return {
    id: itemId,
    item: pack.itemOf(row),
    score,
    rank,
    ranked: pack.items - countBits(mask),
    servedBy: { model },
    listed: await explainListing(context, { row, contributions, request, count }, make),
    contributions,
    tastes: sumTastes(pack, contributions),
    withoutEvent: withoutEvent.sort((a, b) => distance(b) - distance(a)),
    removal,
    takenBack: takenBackOf(profile, itemId),
    wishes: actingWishes(context, row, evidence.history),
    notes: [
      ...notes,
      ...(eventIds.length > considered.length
        ? [
            {
              code: 'shortened',
              message: `Of ${eventIds.length} events, the ${considered.length} with the largest contributions were removed one by one.`,
            } as const,
          ]
        : []),
    ],
  };
}

function unknownItem(id: string): Explanation {
  const notes: Note[] = [{ code: 'unknown-item', message: `The item "${id}" is not in the pack; check the feed the pack was built from.` }];
  const nothing = { listed: null, contributions: [], tastes: [], withoutEvent: [], removal: null, takenBack: [], wishes: [] };
  return { id, item: null, score: 0, rank: null, ranked: 0, servedBy: { model: 'fallback' }, ...nothing, notes };
}

/** The score of every item, equal to every backend's. */
function* scoreAll(pack: Pack, query: Query): Steps<Float64Array> {
  const { items, dimensions, rows, scales, popularity } = pack;
  const catalogue = { items, dimensions, rows, scales, bias: popularity };
  const scores = new Float64Array(items);
  for (let row = 0; row < items; row++) {
    if (row % 8192 === 0) yield;
    scores[row] = scoreItem(catalogue, query, row);
  }
  for (const [at, row] of query.additions.items.entries()) scores[row] += query.additions.values[at];
  return scores;
}

function rankOf(scores: Float64Array, row: number, mask: Uint32Array): number | null {
  if (hasBit(mask, row)) return null;
  let rank = 1;
  const own = scores[row];
  for (let other = 0; other < scores.length; other++) {
    if ((scores[other] > own || (scores[other] === own && other < row)) && !hasBit(mask, other)) rank++;
  }
  return rank;
}

/** The events of each item id, with their worth now. */
function worthsOf({ pack, profile, now }: ListContext): Map<string, EventWorth[]> {
  const worths = new Map<string, EventWorth[]>();
  for (const interaction of profile.interactions) {
    const worth = doesSpeak(profile, interaction) ? worthOf(interaction, pack.manifest.encoder, now) : 0;
    if (worth === 0) continue;
    const known = worths.get(interaction.itemId);
    if (known === undefined) worths.set(interaction.itemId, [{ interaction, worth }]);
    else known.push({ interaction, worth });
  }
  return worths;
}

/** Places that the item moves; leaving the ranks is the largest distance. */
function distance({ rankBefore, rankAfter }: Counterfactual): number {
  const far = 1e9;
  return Math.abs((rankBefore ?? far) - (rankAfter ?? far));
}
