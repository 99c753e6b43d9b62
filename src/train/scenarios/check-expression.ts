import { createBitset, hasBit } from '../../core/numbers/bitset.js';
import { messageOf } from '../../core/onshelf-error.js';
import { nearestName } from '../../core/text/nearest-name.js';
import { runInSlices } from '../../core/time/run-steps.js';
import { openRuleAttributes } from '../../engine/attributes/open-attributes.js';
import { emptyProfile } from '../../profile/fold-events.js';
import { contextColumns, type RuleOccasion } from '../../rules/context/context-columns.js';
import { filterItems } from '../../rules/filter-items.js';
import { parseRule } from '../../rules/parse-rule.js';
import { PAGE_ITEM, type RuleColumns } from '../../rules/rule-column.js';
import type { RuleNode } from '../../rules/rule-node.js';
import { shopColumns } from '../../rules/shop-columns.js';
import type { CodedColumnName, Pack } from '../../types/pack.js';
import { checkContext, isOfContext } from './check-context.js';
import { comparedValues } from './compared-values.js';
import type { FaultList } from './fault-list.js';
import type { JsonPath } from './json-places.js';

/** Columns of the shopper's history: no pack tells what they are. */
const SHOPPER = /^(viewed|carted|wished|bought|rated|shown|daysSince[A-Z][a-z]+|usualPrice|events)$/;
/** Columns whose values can be listed, for a hint. */
const CODED: Readonly<Record<string, CodedColumnName>> = { brand: 'brand', category: 'product_type', size: 'size', color: 'color' };

/**
 * Checks an expression against a pack: that it can be read, that the texts in it are values of some item, and that a filter about the catalogue alone
 * leaves an item.
 *
 * @param pack the catalogue
 * @param now milliseconds since 1970
 * @param expression a filter or a boost, as the file has it
 * @param path of the expression; its last name is the parameter's
 * @param faults receives what is wrong
 */
export async function checkExpression(pack: Pack, now: number, expression: unknown, path: JsonPath, faults: FaultList): Promise<void> {
  const isFilter = path.at(-1) === 'filter';
  if (typeof expression !== 'string') {
    faults.add(path, `${isFilter ? 'a filter' : 'a boost'} is a text such as "price < 50".`);
    return;
  }
  const attributes = pack.manifest.optional && (await openRuleAttributes(pack, expression));
  const columns = contextColumns(shopColumns(pack, emptyProfile(), now, attributes), pack, NO_CONTEXT(now));
  let tree: RuleNode;
  try {
    tree = parseRule(expression, columns, isFilter ? 'truth' : 'number');
  } catch (error) {
    const message = messageOf(error);
    faults.add(path, message, Number(/^At character (\d+)/.exec(message)?.[1] ?? 0));
    return;
  }
  const { names, values } = comparedValues(tree);
  checkContext(pack, tree, path, faults);
  let missing = 0;
  for (const { column: named, value: text, at } of values) {
    const column = named.replace(PAGE_ITEM, '');
    if (typeof text !== 'string' || isOfContext(column) || columns.isDate?.(column) || columns.typeOf(column) !== 'text') continue;
    if ((await itemsWhere(`${column} == ${quoted(text)}`, columns)) > 0) continue;
    const near = nearestName(text, CODED[column] === undefined ? [] : (pack.codedColumn(CODED[column])?.values ?? []));
    faults.add(path, `no item has the ${column} "${text}".${near === undefined ? '' : ` Did you mean "${near}"?`}`, at);
    missing++;
  }
  const isCatalogue = [...names.keys()].every((name) => !SHOPPER.test(name) && !isOfContext(name) && !name.startsWith(PAGE_ITEM));
  if (isFilter && missing === 0 && isCatalogue && (await itemsWhere(expression, columns)) === 0)
    faults.add(path, 'no item of the pack fits this filter, so the list would be empty.');
}

/** A page of which nothing is known, and nobody. */
const NO_CONTEXT = (now: number): RuleOccasion => ({
  now,
  row: -1,
  device: undefined,
  referrer: undefined,
  isOfSegment: () => false,
  prototype: () => -1,
});

/** Number of items that a condition keeps. */
async function itemsWhere(condition: string, columns: RuleColumns): Promise<number> {
  const out = createBitset(columns.rows);
  await runInSlices(filterItems(out, condition, columns));
  let kept = 0;
  for (let row = 0; row < columns.rows; row++) if (!hasBit(out, row)) kept++;
  return kept;
}

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;
