import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { Note, NoteCode } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { ListRequest } from '../../types/request.js';
import type { ListStep } from '../../types/scoring/candidate.js';
import { discountStep, floorStep, objectiveStep } from './aim-steps.js';

/** What a list is to be good at beside relevance, and its length. */
export type AimsRequest = Pick<ListRequest, 'objective' | 'popularityDiscount' | 'exposureFloor'> & { readonly count: number };

/** The steps of a list's aims. */
export interface PlannedAims {
  /** Steps that change scores. */
  readonly before: readonly ListStep[];
  /** Steps that choose by the scores. */
  readonly after: readonly ListStep[];
}

/**
 * Plans the steps for what a shop wants of a list beside relevance: an objective, less of what is popular, a floor under the long tail.
 *
 * @param pack the catalogue
 * @param request what is wanted
 * @param notes receives a note for each part that is left out, and, when the list is made, for items without a value and a floor that is not reached
 */
export async function planAims(pack: Pack, request: AimsRequest, notes: Note[]): Promise<PlannedAims> {
  const { popularityDiscount, exposureFloor, count } = request;
  const say = (code: NoteCode, message: string): void => void notes.push({ code, message });
  const [discount, floor] = [shareOf(popularityDiscount), shareOf(exposureFloor)];
  const isKnown = pack.meanPopularity > 0;
  if ((discount > 0 || floor > 0) && !isKnown)
    say('pack-lacks', 'popularityDiscount, exposureFloor: left out; the pack was made without a log, so nothing is known to be popular.');
  const objective = await objectiveOf(pack, request, say);
  const tell = (listed: number, places: number): void =>
    say('floor-unmet', `exposureFloor: ${listed} of ${places} items are of the long tail; no more of it fit this list.`);
  return {
    before: [...(objective ? [objective] : []), ...(discount > 0 && isKnown ? [discountStep(pack, discount)] : [])],
    after: floor > 0 && isKnown ? [floorStep(pack, floor, count, tell)] : [],
  };
}

type Say = (code: NoteCode, message: string) => void;

async function objectiveOf(pack: Pack, { objective }: AimsRequest, say: Say): Promise<ListStep | null> {
  if (objective === undefined) return null;
  const { attribute, weight } = Object(objective) as { attribute?: unknown; weight?: unknown };
  const strength = typeof weight === 'number' ? weight : Number.NaN;
  if (typeof attribute !== 'string' || !(strength >= -1 && strength <= 1)) {
    say('bad-argument', 'objective: left out; it is { attribute, weight }, with a weight from -1 to 1.');
    return null;
  }
  if (strength === 0) return null;
  try {
    const values = await numbersOf(pack, attribute);
    return objectiveStep(pack, { attribute, values, weight: strength }, (missing, all, currencies) => {
      if (currencies > 1)
        say('several-currencies', `objective: ${attribute} is in ${currencies} currencies, and compared within each alone.`);
      if (missing > 0)
        say(
          missing < all ? 'values-missing' : 'pack-lacks',
          `objective: ${missing} of ${all} candidates have no ${attribute}, and keep their score.`,
        );
    });
  } catch (error) {
    say(error instanceof OnshelfError ? error.code : 'pack-invalid', `objective: left out; ${messageOf(error)}`);
    return null;
  }
}

/** @throws OnshelfError where there is no such column, or it cannot be used */
async function numbersOf(pack: Pack, name: string): Promise<ArrayLike<number>> {
  const own = name === 'price' ? pack.numberColumn(name) : null;
  if (own !== null) return own;
  const { openRuleAttributes } = await import('../attributes/open-attributes.js');
  const { columns, names } = await openRuleAttributes(pack, name);
  const column = columns.get(name);
  if (column instanceof OnshelfError) throw column;
  if (column?.type === 'number' && typeof column.values !== 'number') return column.values;
  const wrong = column === undefined ? `there is no column "${name}".` : `the column "${name}" has no numbers.`;
  throw new OnshelfError('bad-argument', `${wrong} ${names.length > 0 ? `There are price, ${names.join(', ')}.` : 'There is price.'}`);
}

/** A share, 0 to 1; 0 where it is not a number. */
function shareOf(asked: number | undefined): number {
  const share = Number(asked ?? 0);
  return share > 0 ? Math.min(share, 1) : 0;
}
