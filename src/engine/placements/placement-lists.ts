import { DEFAULT_COUNT } from '../../core/default-count.js';
import { armMark } from '../../core/events/list-arm.js';
import { createListId } from '../../core/events/list-id.js';
import { isPlainObject } from '../../core/is-plain-object.js';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { nearestName } from '../../core/text/nearest-name.js';
import { shownText } from '../../core/text/shown-text.js';
import { withDeadline } from '../../core/time/deadline.js';
import { type LoadedScenarios, loadScenarios, type ScenariosPlace } from '../../pack/load/load-scenarios.js';
import { contextNamesIn } from '../../rules/context/names-in-rules.js';
import { PAGE_ITEM } from '../../rules/rule-column.js';
import type { Answer, PlacementTrace } from '../../types/answer.js';
import type { ListCall } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';
import type { Profile } from '../../types/profile.js';
import type { ListRequest } from '../../types/request.js';
import { momentOf, requestedCount } from '../call/moment-of.js';
import { ownCall, ownRequest } from '../call/own-call.js';
import { demandContext } from '../context/open-context.js';
import type { ListContext } from '../list/list-context.js';
import { fetchForAll } from './fetch-for-all.js';
import { meetsAudience } from './meets-audience.js';
import { rulesWithin } from './rules-within.js';
import { type SettledPlacement, settlePlacement } from './settle-placement.js';

/** Milliseconds that a list waits for `scenarios.json`; then it is made without. */
const SCENARIOS_TIMEOUT_MS = 1000;
/** Milliseconds after which a file that could not be had is asked for again. */
const RETRY_AFTER_MS = 30_000;

/** The parts of the engine that placements use. */
export interface PlacementParts {
  /** Resolves when it is known where the pack is. */
  readonly place: Promise<ScenariosPlace>;
  /** Ids that the placements of the page show, in the order in which these were first asked for. */
  readonly shown: Map<string, readonly string[]>;
  /** Makes any list; the last parameter sets what pages must not. */
  list(call: ListCall, signal: AbortSignal, inner: Partial<ListCall>): Promise<Answer>;
  /** Pack and shopper. */
  context(request: ListRequest): Promise<ListContext>;
  /** The shopper, whatever the pack; `notes` receives what cannot be read. */
  profile(notes: Note[]): Promise<Profile>;
  /** Returns milliseconds since 1970. */
  readonly now: () => number;
}

/** Makes the lists of placements. */
export interface PlacementLists {
  /** Makes the list of the placement that a call names: one after the other, in the order of the calls, so that each knows what those before show. */
  answer(asked: ListCall, signal: AbortSignal): Promise<Answer>;
  /** Continues any list. What it adds to that of a placement is none of what other placements show, and later ones leave it out. */
  further(asked: ListCall, signal: AbortSignal): Promise<Answer>;
}

/**
 * Creates what makes the lists of placements.
 *
 * @param parts see `PlacementParts`
 */
export function createPlacementLists(parts: PlacementParts): PlacementLists {
  const { shown, now } = parts;
  let loading: Promise<LoadedScenarios> | undefined;
  let failedAt = Number.NaN;
  let turn: Promise<unknown> = Promise.resolve();
  /** Names of placements that repeat what others show, and are of no matter to these. */
  const repeating = new Set<string>();
  /** The latest list of each placement, by its name. */
  const latest = new Map<string, string>();

  const load = async (): Promise<LoadedScenarios> => {
    const loaded = await loadScenarios({ ...(await parts.place), now });
    failedAt = loaded.placements === null ? now() : Number.NaN;
    return loaded;
  };
  const scenarios = (): Promise<LoadedScenarios> => {
    if (now() - failedAt >= RETRY_AFTER_MS) loading = undefined;
    failedAt = loading === undefined ? Number.NaN : failedAt;
    loading ??= load();
    const late = 'scenarios.json has not loaded within a second and is still being fetched. Later lists will use it.';
    return withDeadline(loading, SCENARIOS_TIMEOUT_MS).catch(() => ({
      placements: null,
      notes: [{ code: 'scenarios-unreachable', message: late }],
    }));
  };

  /** What the placements before this one show. */
  const shownBefore = (name: string): string[] => {
    const names = [...shown.keys()];
    // None, if all was forgotten meanwhile.
    return names.slice(0, Math.max(0, names.indexOf(name))).flatMap((other) => (repeating.has(other) ? [] : (shown.get(other) ?? [])));
  };

  const make = async (asked: ListCall, signal: AbortSignal): Promise<Answer> => {
    const { placement, repeats, shopOrder = [], ...own } = ownRequest(asked);
    // For comparison: nothing that the page shows depends on it.
    const neutral = own.neutral === true;
    const name = shownText(placement);
    const { placements, notes: loaded } = await scenarios();
    const notes = [...loaded];
    // Asked for whatever placement it is, and before any list is made: so the order of the calls stays, and nothing depends on the shopper.
    demandContext(contextNamesIn(rulesWithin(placements)), Object(own.context));
    const found = placements !== null && Object.hasOwn(placements, name) ? placements[name] : undefined;
    if (placements === null || !isPlainObject(found)) {
      if (placements !== null) notes.push(unknownPlacement(name, placements));
      return withNotes(await parts.list(own, signal, {}), notes);
    }
    const moment = momentOf(own, now);
    await fetchForAll(found, async () => (await parts.context({ now: moment })).pack, { ...own });
    const facts = {
      now: moment,
      meets: async (audience: Parameters<typeof meetsAudience>[1]) => {
        try {
          return meetsAudience(await parts.context({ now: moment, neutral }), audience);
        } catch (error) {
          return `its audience cannot be told: ${messageOf(error)}`;
        }
      },
      firstEvent: async () => (neutral ? undefined : (await parts.profile([])).recorded[0]?.eventId),
    };
    const chosen = await settlePlacement(found, name, facts, notes);
    if (own.kind !== 'recommend' && own.kind !== chosen.list)
      notes.push({
        code: 'not-applicable',
        message: `placement ${name}: its list is ${chosen.list}; the call asks for ${own.kind}, which counts.`,
      });
    const kind = own.kind === 'recommend' ? chosen.list : own.kind;
    const call = ownCall(chosen.parameters, own, { kind });
    const needs = neededBy(call);
    const isOfItem = needs === undefined && pageItemIn(call);
    const mayRepeat = neutral || (typeof repeats === 'boolean' ? repeats : chosen.repeats);
    if (!neutral) repeating[mayRepeat ? 'add' : 'delete'](name);
    const trace = traceOf(name, chosen, isOfItem ? 'item' : needs);
    const arm = chosen.arm === undefined ? '' : armMark(chosen.arm);
    if (chosen.isShopOrder) return shopAnswer(shopOrder, call, `${createListId(now(), 'fallback')}${arm}`, trace, notes);
    if (needs !== undefined)
      notes.push({ code: 'nothing-known', message: `placement ${name}: the call has no ${needs}, so the list is the shopper's own.` });
    const wanted = needs === undefined ? call : ownCall(call, { kind: 'recommend', scenario: 'home' });
    const answer = await parts.list(wanted, signal, { arm, shown: mayRepeat ? [] : shownBefore(name) });
    const ids = answer.items.map(({ id }) => id);
    if (!neutral) shown.set(name, ids);
    if (!neutral) latest.set(name, answer.recommendationId);
    const whole = withNotes(answer, notes);
    return { ...whole, trace: { ...whole.trace, placement: trace } };
  };

  const goOn = async (asked: ListCall, signal: AbortSignal): Promise<Answer> => {
    const name = [...latest].find(([, id]) => id === asked.recommendationId)?.[0];
    const isOf = (other: string): boolean => other === name || repeating.has(other);
    const others = name === undefined || repeating.has(name) ? [] : [...shown].flatMap(([other, ids]) => (isOf(other) ? [] : ids));
    const answer = await parts.list(asked, signal, { shown: others });
    if (name !== undefined && shown.has(name)) shown.set(name, [...(shown.get(name) ?? []), ...answer.items.map(({ id }) => id)]);
    return answer;
  };
  const inTurn = (make: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> => {
    const made = turn.then(() => {
      if (signal.aborted) throw new OnshelfError('cancelled', 'The request was cancelled.');
      return make();
    });
    // Who asked learns why it failed; the next one is made all the same.
    turn = made.catch(() => {});
    return made;
  };

  return {
    answer: (asked, signal) => {
      const name = shownText(asked.placement);
      // At once: its place among the others is that of its first call.
      if (!shown.has(name) && asked.neutral !== true) shown.set(name, []);
      return inTurn(() => make(asked, signal), signal);
    },
    further: (asked, signal) => inTurn(() => goOn(asked, signal), signal),
  };
}

/** Whether rules of a call name the page's item, which the call does not. */
function pageItemIn({ filter, boost, itemId, context }: ListCall): boolean {
  return (
    itemId === undefined && context?.item === undefined && contextNamesIn(`${filter} ${boost}`).some((name) => name.startsWith(PAGE_ITEM))
  );
}

function unknownPlacement(name: string, placements: Readonly<Record<string, unknown>>): Note {
  const names = Object.keys(placements);
  if (names.includes(name)) return { code: 'bad-argument', message: `placement: "${name}" of scenarios.json is no object and is ignored.` };
  const near = nearestName(name, names);
  const known = near === undefined ? `There are ${names.slice(0, 20).join(', ') || 'none'}.` : `Did you mean "${near}"?`;
  return { code: 'unknown-name', message: `placement: scenarios.json has no "${name.slice(0, 60)}". ${known}` };
}

/** What a list is about, if the call lacks it. */
function neededBy({ kind, scenario, itemId, itemIds, category }: ListCall): PlacementTrace['needs'] {
  const isAbout = kind === 'recommend' ? scenario : kind;
  switch (isAbout) {
    case 'related':
    case 'product':
      return itemId === undefined ? 'itemId' : undefined;
    case 'boughtTogether':
    case 'rerank':
    case 'cart':
    case 'order-confirmed':
    case 'search':
      return itemIds === undefined ? 'itemIds' : undefined;
    case 'category':
      return category === undefined ? 'category' : undefined;
    default:
      return undefined;
  }
}

function traceOf(
  name: string,
  { campaign, experiment, arm, repeats, parameters }: SettledPlacement,
  needs: PlacementTrace['needs'],
): PlacementTrace {
  const count = requestedCount(parameters);
  return {
    name,
    ...(campaign !== undefined && { campaign }),
    ...(experiment !== undefined && { experiment }),
    ...(arm && { arm: arm.arm }),
    ...(needs && { needs }),
    ...(count !== undefined && { count }),
    repeats,
  };
}

const withNotes = (answer: Answer, notes: readonly Note[]): Answer => ({
  ...answer,
  trace: { ...answer.trace, notes: [...notes, ...answer.trace.notes] },
});

/** The shop's own order, for a control group. */
function shopAnswer(
  ids: readonly string[],
  call: ListCall,
  recommendationId: string,
  placement: PlacementTrace,
  notes: readonly Note[],
): Answer {
  const shown = ids.slice(0, requestedCount(call) ?? DEFAULT_COUNT).map(String);
  const items = shown.map((id) => ({ id, score: 0, reasons: [], item: { id } }));
  return {
    recommendationId,
    servedBy: { model: 'fallback', backend: 'none' },
    items,
    trace: { events: 0, knownItems: 0, excluded: 0, steps: [], milliseconds: 0, notes, placement },
  };
}
