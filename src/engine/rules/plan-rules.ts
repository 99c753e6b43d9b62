import { addBit, countBits, createBitset, hasBit } from '../../core/numbers/bitset.js';
import { codeOf, messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { runInSlices, type Steps } from '../../core/time/run-steps.js';
import { boostItems } from '../../rules/boost-items.js';
import { filterItems } from '../../rules/filter-items.js';
import { fitPrices } from '../../rules/fit-prices.js';
import { CONTEXT_NAMES } from '../../rules/rule-column.js';
import { shopColumns } from '../../rules/shop-columns.js';
import type { TraceStep } from '../../types/answer.js';
import type { Note } from '../../types/note.js';
import type { RecommendRequest } from '../../types/request.js';
import type { RuleRequest } from '../../types/rule-request.js';
import type { ListStep } from '../../types/scoring/candidate.js';
import type { ListContext } from '../list/list-context.js';
import { maskOfRows, rowsInMask } from '../rows/rows-in-mask.js';

/** Whether rules may name something that is not of the item. */
const CONTEXT = new RegExp(`\\b(?:(?:${CONTEXT_NAMES.join('|')})\\b|this\\.)`);

/** The planned rules of a call. */
export interface PlannedRules {
  /** All rows to leave out: those of the input, and those of the rules. */
  readonly rows: Iterable<number>;
  /** Whether the rules leave the row out. */
  isOut(row: number): boolean;
  /** Trace steps with the number of rows that each rule leaves out. */
  readonly traced: readonly TraceStep[];
  /** Steps that change scores. */
  readonly steps: readonly ListStep[];
}

/**
 * Plans the rules of a call: the rows that they leave out, and the steps that change scores.
 *
 * @param context pack, shopper and time
 * @param request the rules, and what the page says of itself
 * @param left rows that are left out in any case
 * @param notes receives a note for each rule that is left out
 * @throws OnshelfError `bad-argument` where the filter cannot be parsed: a list without it would be wrong; `context-needed` where a rule names what
 * only the page knows
 */
export async function planRules(
  context: Pick<ListContext, 'pack' | 'profile' | 'now'>,
  request: RuleRequest & Pick<RecommendRequest, 'itemId'>,
  left: Iterable<number>,
  notes: Note[],
): Promise<PlannedRules> {
  const { pack, profile, now } = context;
  const { filter, boost, priceFit, unavailable } = request;
  const rules = `${filter} ${boost}`;
  const attributes = pack.manifest.optional && (await (await import('../attributes/open-attributes.js')).openRuleAttributes(pack, rules));
  const plain = shopColumns(pack, profile, now, attributes);
  // The condition reads the call alone, so that loading the chunk reveals nothing of the shopper.
  const columns = CONTEXT.test(rules)
    ? (await import('../context/open-context.js')).openContext(plain, context, request, rules, notes)
    : plain;
  const mask = maskOfRows(left, pack.items);
  /** Rows that the rules leave out, also those left out in any case: a pin never brings them back. */
  const ruled = createBitset(pack.items);
  const traced: TraceStep[] = [];
  const leave = async (name: string, fill: () => Steps<void>): Promise<void> => {
    const within = pack.items - countBits(mask);
    await runInSlices(fill());
    for (const [word, bits] of ruled.entries()) mask[word] |= bits;
    traced.push({ name, in: within, out: pack.items - countBits(mask) });
  };
  if (Array.isArray(unavailable)) {
    await leave('unavailable', function* () {
      for (const [place, id] of unavailable.entries()) {
        const row = pack.rowOf(id);
        if (row >= 0) addBit(ruled, row);
        if (place % 4096 === 0) yield;
      }
    });
  } else if (unavailable) notes.push({ code: 'bad-argument', message: 'unavailable: left out; it is a list of item ids.' });
  if (filter) {
    if (typeof filter !== 'string') throw new OnshelfError('bad-argument', 'filter: a text such as "price < 50" is expected.');
    await leave('filter', () => named('filter', filterItems(ruled, filter, columns)));
  }
  const steps: ListStep[] = [];
  const fit = Number(priceFit ?? 0);
  if (!(fit >= 0 && fit <= 1)) notes.push({ code: 'bad-argument', message: 'priceFit: left out; it is a number from 0 to 1.' });
  else if (fit > 0) steps.push(...[fitPrices(pack, profile, fit)].flatMap((step) => step ?? []));
  if (boost) {
    try {
      if (typeof boost !== 'string') throw new OnshelfError('bad-argument', 'a text such as \'brand == "Acme" ? 0.2 : 0\' is expected.');
      steps.push(await runInSlices(boostItems(boost, columns)));
    } catch (error) {
      // Without the boost only the order differs, so the list is served; without the filter it would have wrong items.
      notes.push({ code: codeOf(error), message: `boost: left out. ${messageOf(error)}` });
    }
  }
  return { rows: rowsInMask(mask, pack.items), isOut: (row) => hasBit(ruled, row), traced, steps };
}

/** Adds the parameter's name to an error. */
function* named(parameter: string, steps: Steps<void>): Steps<void> {
  try {
    yield* steps;
  } catch (error) {
    throw error instanceof OnshelfError ? new OnshelfError(error.code, `${parameter}: ${error.message}`, error) : error;
  }
}
