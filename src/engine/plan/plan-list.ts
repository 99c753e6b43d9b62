import { SOLD_OUT } from '../../core/catalog/sold-out.js';
import { addBit, countBits, hasBit } from '../../core/numbers/bitset.js';
import { heedWishes } from '../../profile/heed-wishes.js';
import { setAside } from '../../profile/set-aside.js';
import { excludeItems } from '../../rerank/exclude-items.js';
import { rowsMetOften } from '../../rerank/rows-met-often.js';
import type { TraceStep } from '../../types/answer.js';
import type { ListCall } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';
import type { Candidate } from '../../types/scoring/candidate.js';
import { ownCall } from '../call/own-call.js';
import type { ListContext } from '../list/list-context.js';
import type { ListPlan } from '../list/rank-items.js';
import type { RankingSource } from '../list/ranking-source.js';
import { rowsOutside } from '../rows/category-rows.js';
import { notedItems } from '../rows/noted-items.js';
import { otherVariants } from '../rows/other-variants.js';
import { maskOfRows, rowsInMask } from '../rows/rows-in-mask.js';
import { scoreRow } from '../rows/score-row.js';
import { rowsOutsideSegment } from '../rows/segment-rows.js';
import { tasteNamed } from '../rows/taste-named.js';
import { hearSearches } from '../words/hear-searches.js';
import { addRelevance } from './add-relevance.js';
import { distinctnessStep } from './distinctness-step.js';
import { presetCall } from './preset-call.js';
import { isOnePerGroup, LIMITS_STEP, type RuleContext, shopRules, validRules } from './shop-rules.js';
import { rotationStep, VARIETY_REACH, VARIETY_STEPS, type VarietyRequest } from './variety-steps.js';

/** Maximum number of candidates. */
const MAX_REACH = 1000;

/** Parameters that need the chunk `plan-rules`. */
const RULES = ['filter', 'boost', 'priceFit', 'unavailable'] as const;

/** Parameters that need the chunk `plan-aims`. */
const AIMS = ['objective', 'popularityDiscount', 'exposureFloor'] as const;

/** A source that leaves out more rows, and the steps after its scores. */
export interface PlannedList {
  readonly source: RankingSource;
  readonly plan: ListPlan;
}

/** The lazy chunk for lists with steps after the scores. */
export const planning = { presetCall, planList, setAside, hearSearches, addRelevance, notedItems, heedWishes, tasteNamed };

/**
 * Plans the steps of a call, over more candidates than the list has places: steps that change scores, then steps that choose by them,
 * then the shop's pins and promoted items.
 *
 * @param context pack, shopper and time
 * @param call names the steps and their strengths
 * @param count maximum number of items, 1 to 1000
 * @param source the list's source, with all rows that it leaves out
 * @param given ids of the list's earlier pages
 */
async function planList(
  context: ListContext,
  call: ListCall,
  count: number,
  source: RankingSource,
  given: ReadonlySet<string>,
): Promise<PlannedList> {
  const { pack } = context;
  const notes = [...(source.notes ?? []), ...(call.presetNotes ?? [])];
  const left = leftOut(context, call, source, notes);
  const rules = RULES.some((name) => call[name])
    ? await (await import('../rules/plan-rules.js')).planRules(context, call, left.rows, notes)
    : null;
  const allowed = ruleContext(context, call, source, { mask: left.mask, given, isOut: rules?.isOut ?? (() => false) });
  const { before, after, ruleOf } = shopRules(allowed, call, count, notes);
  const distinctness = distinctnessStep(pack, source, call, notes);
  const ranker = call.ranker === true ? (await import('../ranker/ranker-step.js')).rankerStep(context, source, count, notes) : null;
  const wish: VarietyRequest = Object.assign(ownCall(call), { count });
  const aims = AIMS.some((name) => call[name]) ? await (await import('../aims/plan-aims.js')).planAims(pack, wish, notes) : null;
  const steps = [
    ...[distinctness, ranker, ...(rules?.steps ?? []), rotationStep(context, wish), ...(aims?.before ?? [])].flatMap((step) => step ?? []),
    ...before,
    ...VARIETY_STEPS.flatMap((make) => make(context, wish) ?? []),
    // What `maxPer` leaves out must not be counted by the floor; any order of what it keeps is within the limits.
    ...after.filter(({ name }) => name === LIMITS_STEP),
    ...(aims?.after ?? []),
    ...after.filter(({ name }) => name !== LIMITS_STEP),
  ];
  return {
    source: {
      ...source,
      leaveOut: rules?.rows ?? left.rows,
      steps: [...(source.steps ?? []), ...left.steps, ...(rules?.traced ?? [])],
      notes,
      explain: (row, score) => {
        const rule = ruleOf.get(row);
        // The source cannot explain the score of an item that it did not list.
        const reasons = source.query === null && score === 0 ? [] : source.explain(row, score);
        return rule === undefined ? reasons : [{ kind: 'step', step: rule, contribution: 0 }, ...reasons];
      },
    },
    plan: { reach: steps.length > 0 ? Math.min(MAX_REACH, Math.max(VARIETY_REACH, 2 * count)) : count, steps },
  };
}

/** All rows that are left out, and their trace steps. */
function leftOut({ pack, profile, now }: ListContext, call: ListCall, source: RankingSource, notes: Note[]): LeftOut {
  const mask = maskOfRows(source.leaveOut, pack.items);
  const steps: TraceStep[] = [];
  const leave = (name: string, more: Iterable<number>): void => {
    const before = pack.items - countBits(mask);
    for (const row of more) addBit(mask, row);
    steps.push({ name, in: before, out: pack.items - countBits(mask) });
  };
  // One variant stands for its product: who has seen or hidden that, has seen or hidden the others; and what the list is about is no answer to itself.
  if (isOnePerGroup(pack, call)) {
    const exclude = source.exclude ?? call.exclude ?? 'bought';
    // Of a colour that is not wished for, the product has others.
    const products = excludeItems(pack, { ...profile, heeded: undefined }, exclude === 'seen' ? exclude : 'none');
    for (const row of subjectsOf(pack, call)) if (hasBit(mask, row)) addBit(products, row);
    const variants = otherVariants(pack, products);
    if (variants.length > 0) leave('other variants', variants);
  }
  if (call.excludeSeen) leave('exclude seen', rowsMetOften(pack, profile, validRules(call.excludeSeen, notes), now));
  if (call.within !== undefined) leave('category', rowsOutside(pack, call.within));
  if (call.segment) leave('segment', rowsOutsideSegment(pack, call.segment, notes));
  return { mask, rows: rowsInMask(mask, pack.items), steps };
}

/** The rows of the items that a call names: its product, its cart, its order; and those that other placements show. */
function subjectsOf(pack: ListContext['pack'], { itemId, itemIds = [], shown = [] }: ListCall): number[] {
  return [...(itemId === undefined ? [] : [itemId]), ...itemIds, ...shown].map(pack.rowOf).filter((row) => row >= 0);
}

interface LeftOut {
  /** Bitset over rows. */
  readonly mask: Uint32Array;
  /** The same rows, iterable any number of times. */
  readonly rows: Iterable<number>;
  readonly steps: readonly TraceStep[];
}

/** Items that the shop's rules must not put into the list. */
interface Withheld {
  /** Bitset of the rows that the list leaves out. */
  readonly mask: Uint32Array;
  /** Ids of earlier pages. */
  readonly given: ReadonlySet<string>;
  /** Whether the rules leave the row out. */
  isOut(row: number): boolean;
}

/** Which items the shop's rules may put into the list: none that is hidden, sold out or left out by the list itself. */
function ruleContext({ pack, profile }: ListContext, call: ListCall, source: RankingSource, { mask, given, isOut }: Withheld): RuleContext {
  const always = excludeItems(pack, profile, 'none');
  const excluded = excludeItems(pack, profile, source.exclude ?? call.exclude ?? 'bought');
  const stock = pack.codedColumn('availability');
  const isSoldOut = stock?.values.map((value) => SOLD_OUT.test(value)) ?? [];
  const soldOut = (row: number): boolean => stock !== null && isSoldOut[stock.codes[row]];
  const own = maskOfRows(source.leaveOut, pack.items);
  let listed: Map<number, Candidate> | undefined;
  // Built on first use: a list of ready candidates may have all items.
  const listedOnce = (): Map<number, Candidate> => {
    listed ??= new Map((source.candidates ?? []).map((candidate) => [candidate.row, candidate]));
    return listed;
  };
  const { query, baseline } = source;
  return {
    pack,
    mayPin: (row) => !hasBit(always, row) && !hasBit(own, row) && !soldOut(row) && !isOut(row),
    mayPromote: (row) => !hasBit(excluded, row) && !hasBit(mask, row) && !soldOut(row) && !isOut(row),
    candidateOf: (row): Candidate =>
      listedOnce().get(row) ?? { row, score: query === null ? 0 : scoreRow(pack, query, row) - baseline, adjustments: [] },
    given: Array.from(given, pack.rowOf).filter((row) => row >= 0),
  };
}
