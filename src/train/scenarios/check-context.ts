import { nearestName } from '../../core/text/nearest-name.js';
import { DEVICES } from '../../engine/context/open-context.js';
import { CONTEXT_NAMES } from '../../rules/rule-column.js';
import type { RuleNode } from '../../rules/rule-node.js';
import type { Pack } from '../../types/pack.js';
import { hasCategory } from './categories-of.js';
import { comparedValues } from './compared-values.js';
import type { FaultList } from './fault-list.js';
import type { JsonPath } from './json-places.js';

/** Least and greatest value of each number of the moment. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = { hour: [0, 23], weekday: [1, 7], month: [1, 12] };
/** Other words for devices. */
const DEVICE_WORDS: Readonly<Record<string, string>> = {
  mobile: 'phone',
  smartphone: 'phone',
  iphone: 'phone',
  android: 'phone',
  ipad: 'tablet',
  computer: 'desktop',
  laptop: 'desktop',
  pc: 'desktop',
};
/** Classes of the referrer. Hosts have a point; other texts are sources of the shop's own. */
const REFERRERS: readonly string[] = ['direct', 'internal', 'search', 'social', 'email', 'other'];

/** Whether a name of a rule is of the moment, the page or the shopper's groups. */
export function isOfContext(name: string): boolean {
  return (CONTEXT_NAMES as readonly string[]).includes(name);
}

/**
 * Checks what an expression compares the moment, the page view and the shopper's groups with: values that can never be.
 *
 * @param pack the catalogue
 * @param tree of the expression
 * @param path of the expression
 * @param faults receives what is wrong
 */
export function checkContext(pack: Pack, tree: RuleNode, path: JsonPath, faults: FaultList): void {
  const { names, values } = comparedValues(tree);
  for (const { column, value, at } of values) {
    const fault = typeof value === 'number' ? numberFault(pack, column, value) : textFault(pack, column, value);
    if (fault !== undefined) faults.add(path, fault, at);
  }
  const at = names.get('prototype');
  if (at !== undefined && !names.has('pack'))
    faults.add(
      path,
      `prototypes are numbered anew by each build: add "&& pack == ${pack.manifest.number}", and look again after a build.`,
      at,
    );
}

function numberFault(pack: Pack, column: string, value: number): string | undefined {
  if (column === 'pack') {
    const { number } = pack.manifest;
    return value === number ? undefined : `this is pack ${number}, not ${value}.`;
  }
  const prototypes = pack.prototypes?.shoppers.length ?? 0;
  if (column === 'prototype' && prototypes === 0) return 'the pack has no prototypes.';
  const [least, greatest] = column === 'prototype' ? [-1, prototypes - 1] : (RANGES[column] ?? [value, value]);
  const isInside = value >= least && value <= greatest && (RANGES[column] === undefined || Number.isInteger(value));
  return isInside ? undefined : `"${column}" is a whole number from ${least} to ${greatest}; ${value} is none of them.`;
}

function textFault(pack: Pack, column: string, text: string): string | undefined {
  const meant = (near: string | undefined): string => (near === undefined ? '' : ` Did you mean "${near}"?`);
  switch (column) {
    case 'device':
      if ((DEVICES as readonly string[]).includes(text)) return undefined;
      return `no device is "${text}"; there are ${DEVICES.join(', ')}.${meant(DEVICE_WORDS[text.toLowerCase()] ?? nearestName(text, DEVICES))}`;
    case 'referrer': {
      const near = REFERRERS.includes(text) || text.includes('.') ? undefined : nearestName(text, REFERRERS);
      if (text.startsWith('www.')) return `hosts are told without "www.". Did you mean "${text.slice(4)}"?`;
      return near === undefined ? undefined : `no class of referrers is "${text}".${meant(near)}`;
    }
    case 'segments': {
      const brands = pack.codedColumn('brand')?.values ?? [];
      if (text !== '' && (brands.includes(text) || hasCategory(pack, text))) return undefined;
      const known = [...brands, ...(pack.codedColumn('product_type')?.values ?? [])];
      return `no category or brand is called "${text}", so no shopper is of that segment.${meant(nearestName(text, known))}`;
    }
    default:
      return undefined;
  }
}
