import { attribute, findAll, textWithin } from '../../core/page/page-nodes.js';
import { ownGlobal, page } from '../../core/page/platform.js';

/** Items of an event that are read for their category. */
const READ = 50;

/** The levels of the page's category as it says so, the widest first, by each way of saying it: breadcrumbs in JSON-LD or microdata, then GA4. */
export function pageCategories(): string[][] {
  if (page === null) return [];
  const all = [...jsonLdCategories(page), microdataCategory(page), dataLayerCategory(page)];
  return all.map((levels) => levels.map((level) => level.trim()).filter(Boolean)).filter((levels) => levels.length > 0);
}

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function jsonLdCategories(from: Document): string[][] {
  const found: string[][] = [];
  const visit = (node: unknown, depth: number): void => {
    if (depth > 5 || !isPlain(node)) return;
    if (Array.isArray(node)) {
      for (const one of node) visit(one, depth + 1);
      return;
    }
    const types = [node['@type']].flat().map(textOf);
    if (types.includes('BreadcrumbList')) {
      const crumbs = [node.itemListElement].flat().filter(isPlain);
      crumbs.sort((a, b) => Number(a.position) - Number(b.position));
      found.push(crumbs.map(({ name, item }) => textOf(name) || textOf(isPlain(item) ? item.name : '')));
    }
    for (const key of ['@graph', 'breadcrumb', 'mainEntity']) visit(node[key], depth + 1);
  };
  for (const script of findAll(from, 'script[type="application/ld+json"]')) {
    try {
      visit(JSON.parse(textWithin(script) ?? ''), 0);
    } catch {
      // Not JSON: the page's other descriptions count.
    }
  }
  return found;
}

function microdataCategory(from: Document): string[] {
  return findAll(from, '[itemtype$="schema.org/BreadcrumbList"] [itemprop="name"]').map(
    (name) => attribute(name, 'content') ?? textWithin(name) ?? '',
  );
}

/** `item_category` to `item_category5`, as far as the items of the latest event with items agree. */
function dataLayerCategory(from: Document): string[] {
  const [tag] = findAll(from, 'script[data-layer]');
  const layer = ownGlobal((tag && attribute(tag, 'data-layer')) || 'dataLayer');
  try {
    for (const entry of Array.isArray(layer) ? [...layer].reverse() : []) {
      if (!isPlain(entry)) continue;
      // An object of a tag manager, or the arguments of gtag().
      const parameters = isPlain(entry.ecommerce) ? entry.ecommerce : isPlain(entry[2]) ? entry[2] : entry;
      const items = [parameters.items].flat().filter(isPlain).slice(0, READ);
      const all = items.map((item) => ['', '2', '3', '4', '5'].map((level) => textOf(item[`item_category${level}`])));
      const [first = []] = all;
      const differs = first.findIndex((level, at) => level === '' || all.some((other) => other[at] !== level));
      const levels = differs < 0 ? first : first.slice(0, differs);
      // One field may contain all levels.
      if (levels.length > 0) return levels.flatMap((level) => level.split('>'));
    }
  } catch {
    // A getter of the page's: it is not read.
  }
  return [];
}
