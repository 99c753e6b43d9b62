import { categoryLevels, categoryPaths, readCategory } from '../../core/catalog/category-levels.js';
import { nearestName } from '../../core/text/nearest-name.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { Shelf } from '../../types/shelf.js';

/** Maximum number of categories that the shelf lists. */
const ALL = 1000;

const fold = (level: string): string => level.trim().replace(/\s+/g, ' ').toLowerCase();
/** A category, and a text by which it is compared. */
interface NamedPath {
  readonly path: string;
  readonly sign: string;
}

const signOf = (levels: readonly string[]): string => `>${levels.map(fold).join('>')}>`;

/**
 * The category of the pack that a page means. Breadcrumbs begin with the shop and may end with the product; so it is the longest category whose
 * levels the page names one after another, in any case. What is guessed or not found is reported once.
 *
 * @param shelf lists the pack's categories
 * @param said levels, by each way in which the page says them; the first one that fits counts
 * @param written whether it is an attribute's value: then a category that is only above it is none
 * @param isQuiet whether nothing is reported: a list that needs the category says it itself
 * @returns as in the feed's `product_type`, or as the page's locale calls it; null if there is none; undefined while no pack is there
 */
export async function knownCategory(
  shelf: Shelf,
  said: readonly (readonly string[])[],
  written = false,
  isQuiet = false,
): Promise<string | null | undefined> {
  const { model, categories } = await shelf.segments({ count: ALL });
  if (model === 'fallback') return undefined;
  // A page says them in its own language, or as the feed does.
  const paths = pathsOf(categories.map(({ name, label = name }) => label));
  const fed = categories.some(({ label }) => label !== undefined) ? pathsOf(categories.map(({ name }) => name)) : [];
  for (const levels of said) {
    const sign = signOf(levels);
    const isSaid = (one: NamedPath): boolean => (written ? sign === one.sign : sign.includes(one.sign));
    const isLast = (one: NamedPath): boolean => one.sign.endsWith(signOf(levels.slice(-1)));
    const found = paths.find(isSaid) ?? fed.find(isSaid) ?? only(paths.filter(isLast)) ?? only(fed.filter(isLast));
    if (found === undefined) continue;
    if (!sign.endsWith(found.sign) && !isQuiet) tell(levels, `"${found.path}" of the pack is taken for it`);
    return found.path;
  }
  for (const levels of isQuiet ? [] : said) {
    const near =
      nearestName(
        readCategory(levels.join('>')),
        paths.map(({ path }) => path),
      ) ??
      nearestName(
        levels.at(-1) ?? '',
        paths.map(({ path }) => path),
      );
    tell(levels, `no category of the pack is called so${near === undefined ? '' : `; did you mean "${near}"?`} The shop's own items stay`);
  }
  return null;
}

/** Categories and all above them, the longest first. */
function pathsOf(names: readonly string[]): NamedPath[] {
  return [...new Set(names.flatMap((name) => categoryPaths(readCategory(name))))]
    .map((path) => ({ path, sign: signOf(categoryLevels(path)) }))
    .sort((a, b) => b.sign.split('>').length - a.sign.split('>').length);
}

const only = <One>(all: readonly One[]): One | undefined => (all.length === 1 ? all[0] : undefined);

function tell(levels: readonly string[], what: string): void {
  const category = levels
    .map((level) => level.trim())
    .join(' > ')
    .slice(0, 100);
  warnOnce(
    `category ${category}`,
    'unknown-name',
    `the category of the page is "${category}": ${what}. Set category="..." as in the feed's product_type.`,
  );
}
