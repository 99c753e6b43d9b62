import { OnshelfError } from '../../core/onshelf-error.js';
import { nearestName } from '../../core/text/nearest-name.js';
import { shownText } from '../../core/text/shown-text.js';
import { contextColumns } from '../../rules/context/context-columns.js';
import { contextNamesIn } from '../../rules/context/names-in-rules.js';
import { PAGE_ITEM, type RuleColumns } from '../../rules/rule-column.js';
import type { Note } from '../../types/note.js';
import type { RecommendRequest } from '../../types/request.js';
import type { DeviceClass, PageContext } from '../../types/results/page-context.js';
import type { ListContext } from '../list/list-context.js';
import { SEGMENT_SHARE, shopperGroups } from './shopper-groups.js';

/** What rules compare `device` with. */
export const DEVICES: readonly DeviceClass[] = ['phone', 'tablet', 'desktop'];

/**
 * The columns of a call's rules with what is not of the item: the moment, the page, the shopper's groups.
 *
 * @param columns of the catalogue and the shopper
 * @param context pack, shopper and time
 * @param call what the page says
 * @param rules the expressions, one after the other
 * @param notes receives what is not known here
 * @throws OnshelfError `context-needed` where they name what the page has to be asked for
 */
export function openContext(
  columns: RuleColumns,
  { pack, profile, now }: Pick<ListContext, 'pack' | 'profile' | 'now'>,
  { itemId, context: given }: Pick<RecommendRequest, 'itemId' | 'context'>,
  rules: string,
  notes: Note[],
): RuleColumns {
  const page: PageContext = Object(given);
  const names = contextNamesIn(rules).filter((name) => holds(() => columns.typeOf(name) === undefined));
  demandContext(names, page);
  let groups: ReturnType<typeof shopperGroups> | undefined;
  const groupsOnce = (): ReturnType<typeof shopperGroups> => {
    groups ??= shopperGroups({ pack, profile, now });
    return groups;
  };
  const item = itemId ?? page.item;
  const opened = contextColumns(columns, pack, {
    now,
    row: item === undefined ? -1 : pack.rowOf(`${item}`),
    device: names.includes('device') ? deviceOf(page, notes) : undefined,
    referrer: referrerOf(page),
    isOfSegment: (name) => Math.max(groupsOnce().interestInCategory(name), groupsOnce().interestInBrand(name)) >= SEGMENT_SHARE,
    prototype: () => groupsOnce().prototype(),
  });
  const unknown = names.filter((name) => holds(() => opened.typeOf(name) !== undefined && opened.isUnknown(name)));
  if (unknown.length > 0) {
    const isItem = unknown.some((name) => name.startsWith(PAGE_ITEM));
    const why = !isItem
      ? 'the page cannot tell'
      : item === undefined
        ? 'the page has no item; name it by itemId or context.item'
        : `the pack does not know it of the page's item "${shownText(item)}"`;
    const message = `Rules: ${unknown.join(', ')} cannot be told here (${why}). What is compared with it is left out.`;
    notes.push({ code: 'context-unknown', message });
  }
  return opened;
}

/** Whether it is so; not where a column cannot be opened, which the rule that reads it tells: without its boost a list is served. */
function holds(is: () => boolean): boolean {
  try {
    return is();
  } catch {
    return false;
  }
}

/**
 * Asks the page for what rules name and it has not said.
 *
 * @param names in the rules
 * @param page what it says
 * @throws OnshelfError `context-needed`
 */
export function demandContext(names: readonly string[], { device, referrer }: PageContext): void {
  if ((names.includes('device') && device === undefined) || (names.includes('referrer') && referrer === undefined))
    throw new OnshelfError('context-needed', 'A rule names the device or the referrer: hand over context with both.');
}

function deviceOf({ device }: PageContext, notes: Note[]): string | undefined {
  if (device === undefined || device === '' || DEVICES.includes(device)) return device || undefined;
  const near = nearestName(shownText(device), DEVICES);
  const message = `context.device: "${shownText(device)}" is ignored; there are ${DEVICES.join(', ')}.${near === undefined ? '' : ` Did you mean "${near}"?`}`;
  notes.push({ code: 'unknown-name', message });
  return undefined;
}

/** The texts of the referrer; undefined where it cannot be told. */
function referrerOf({ referrer }: PageContext): string[] | undefined {
  const texts = [referrer ?? []].flat().flatMap((text) => (typeof text === 'string' && text !== '' ? text : []));
  return texts.length === 0 ? undefined : texts;
}
