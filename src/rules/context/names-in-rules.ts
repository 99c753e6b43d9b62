import { CONTEXT_NAMES, PAGE_ITEM } from '../rule-column.js';

const NAMED = new RegExp(
  `${PAGE_ITEM.replace('.', '\\.')}[\\p{Letter}_][\\p{Letter}\\p{Number}_]*|[\\p{Letter}_][\\p{Letter}\\p{Number}_]*`,
  'gu',
);

/**
 * The names in rules that are not of the item: `hour`, `this.brand` and the like, each once. Words in quoted texts count too: to look at what is not
 * needed does no harm.
 *
 * @param rules expressions, one after the other
 */
export function contextNamesIn(rules: string): string[] {
  const names: readonly string[] = CONTEXT_NAMES;
  return [...new Set(rules.match(NAMED))].filter((name) => name.startsWith(PAGE_ITEM) || names.includes(name));
}
