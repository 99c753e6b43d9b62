import { readCategory } from '../../core/catalog/category-levels.js';
import { messageOf } from '../../core/onshelf-error.js';
import { nearestName } from '../../core/text/nearest-name.js';
import { shownText } from '../../core/text/shown-text.js';
import { CALL_PARAMETERS } from '../../engine/call/call-parameters.js';
import { ownCall } from '../../engine/call/own-call.js';
import { readCall } from '../../engine/call/read-call.js';
import type { ListContext } from '../../engine/list/list-context.js';
import { serveList } from '../../engine/serve-list.js';
import type { ListCall } from '../../types/list-call.js';
import type { NoteCode } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import { categoriesOf, hasCategory } from './categories-of.js';
import { checkExpression } from './check-expression.js';
import type { FaultList } from './fault-list.js';
import type { JsonPath } from './json-places.js';

/** The field that says which list it is: no parameter of a call. */
const SETTING_LIST = 'list';
/** Parameters that only a page can know. */
const OF_THE_PAGE: readonly string[] = ['placement', 'now', 'kind', 'recommendationId', 'context', 'neutral'];
/** What a page would say of itself, for rules of a list that is made for its notes. */
const A_PAGE = { device: 'desktop', referrer: 'direct' };
/** Parameters whose inside is checked where a list is made. */
const MADE: readonly string[] = [
  ...['segment', 'pins', 'promoted', 'maxPer', 'excludeSeen', 'minRelevance', 'priceFit', 'interleave', 'attributes'],
  ...['objective', 'popularityDiscount', 'exposureFloor'],
];
/** Notes of a list that tell a fault of the file. */
const FAULTS: readonly NoteCode[] = ['bad-argument', 'unknown-name', 'too-many', 'pack-lacks'];
/** Length of a list that is made for its notes. */
const TRIED = 12;

/**
 * Checks the settings of a placement, a campaign or a variant against a pack.
 *
 * @param context pack, scorer, time, and a shopper of whom nothing is known
 * @param settings as the file has them
 * @param path of the settings
 * @param others names of fields that are no settings
 * @param faults receives what is wrong
 */
export async function checkSettings(
  context: ListContext,
  settings: Readonly<Record<string, unknown>>,
  path: JsonPath,
  others: readonly string[],
  faults: FaultList,
): Promise<void> {
  const { pack, now } = context;
  for (const [name, value] of Object.entries(settings)) {
    const at = [...path, name];
    if (others.includes(name) || value === null) continue;
    if (name === SETTING_LIST) checkList(value, at, faults);
    else if (name === 'filter' || name === 'boost') await checkExpression(pack, now, value, at, faults);
    else if (OF_THE_PAGE.includes(name) || name === 'repeats') faults.add(at, misplaced(name));
    else await checkParameter(context, value, at, [...others, SETTING_LIST], faults);
  }
}

function misplaced(name: string): string {
  if (name === 'kind') return '"kind" is called "list" here.';
  return name === 'repeats' ? '"repeats" belongs to the placement itself.' : `"${name}" cannot be set here; only a call can.`;
}

function checkList(value: unknown, path: JsonPath, faults: FaultList): void {
  const lists = CALL_PARAMETERS.kind.takes.filter((kind) => kind !== 'next');
  if ((lists as readonly unknown[]).includes(value)) return;
  const near = nearestName(shownText(value), lists);
  faults.add(
    path,
    `there is no list "${shownText(value)}"; there are ${lists.join(', ')}.${near === undefined ? '' : ` Did you mean "${near}"?`}`,
  );
}

async function checkParameter(
  context: ListContext,
  value: unknown,
  path: JsonPath,
  others: readonly string[],
  faults: FaultList,
): Promise<void> {
  const { pack } = context;
  const name = String(path.at(-1));
  const asked = { kind: 'recommend', [name]: value, context: A_PAGE } as unknown as ListCall;
  const { call, notes } = await readCall(asked);
  for (const { message } of notes) {
    const near = nearestName(name, others);
    faults.add(
      path,
      !Object.hasOwn(CALL_PARAMETERS, name) && near !== undefined ? `"${name}" is not known. Did you mean "${near}"?` : message,
    );
  }
  if (notes.length > 0) return;
  for (const { id, within } of idsIn(name, value))
    if (pack.rowOf(id) < 0) faults.add([...path, ...within], `the pack has no item "${id}".${nearId(pack, id)}`);
  if (name === 'category' && !hasCategory(pack, shownText(value))) faults.add(path, noCategory(pack, shownText(value)));
  if (!MADE.includes(name)) return;
  try {
    const { notes: said } = await serveList(context, ownCall(call), TRIED, new Set());
    for (const { code, message } of said) if (FAULTS.includes(code)) faults.add(path, message);
  } catch (error) {
    faults.add(path, messageOf(error));
  }
}

/** The ids in a parameter, and the way to each. */
function idsIn(name: string, value: unknown): { readonly id: string; readonly within: JsonPath }[] {
  const listed = (ids: unknown, within: JsonPath): { id: string; within: JsonPath }[] =>
    Array.isArray(ids) ? ids.map((id, place) => ({ id: shownText(id), within: [...within, place] })) : [];
  switch (name) {
    case 'pins':
      return (Array.isArray(value) ? value : []).map((pin, place) => ({ id: shownText(Object(pin).id), within: [place, 'id'] }));
    case 'promoted':
      return listed(Object(value).ids, ['ids']);
    case 'itemIds':
    case 'unavailable':
      return listed(value, []);
    case 'itemId':
      return [{ id: shownText(value), within: [] }];
    default:
      return [];
  }
}

function nearId(pack: Pack, id: string): string {
  const near = nearestName(
    id,
    Array.from({ length: pack.items }, (_, row) => pack.idOf(row)),
  );
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}

/** The sentence about a category that a pack does not have. */
export function noCategory(pack: Pack, category: string): string {
  const near = nearestName(readCategory(category), categoriesOf(pack));
  return `no item is of the category "${category}".${near === undefined ? '' : ` Did you mean "${near}"?`}`;
}
