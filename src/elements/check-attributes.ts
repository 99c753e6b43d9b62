import { attribute, attributeNames, localName } from '../core/page/page-nodes.js';
import { nearestName } from '../core/text/nearest-name.js';
import { tellUnknown } from '../core/text/own-options.js';
import { warnOnce } from '../core/text/warn-once.js';
import type { Scenario } from '../types/request.js';
import { textAttributes } from './element-texts.js';

const SCENARIOS = {
  home: 0,
  product: 0,
  cart: 0,
  category: 0,
  search: 0,
  'empty-search': 0,
  'order-confirmed': 0,
  landing: 0,
} satisfies Record<Scenario, number>;

/** Whether a text is a scenario. */
export const isScenario = (text: string): text is Scenario => Object.hasOwn(SCENARIOS, text);

/** HTML attributes that resemble the elements' own. */
const HTML = ['itemid', 'title', 'is', 'id'];

/**
 * Warns once about invalid attributes: an unknown scenario, an invalid count, and misspelled names.
 *
 * @param element a list or a panel
 */
export function checkAttributes(element: Element): void {
  const name = `<${localName(element)}>`;
  const scenario = attribute(element, 'scenario');
  if (scenario !== null && !isScenario(scenario)) tellUnknown(`scenario of ${name}`, scenario, Object.keys(SCENARIOS));
  const count = attribute(element, 'count');
  if (count !== null && !(Number(count) >= 1))
    warnOnce(`count of ${name}`, 'unknown-name', `count="${count.slice(0, 64)}" of ${name} is not a number of 1 or more and is ignored.`);
  const known = ['scenario', 'count', 'item', ...textAttributes()];
  for (const given of attributeNames(element)) {
    if (known.includes(given) || HTML.includes(given) || given.startsWith('text-why-')) continue;
    if (given.startsWith('text-') || nearestName(given, known) !== undefined) tellUnknown(`attribute of ${name}`, given, known);
  }
}
