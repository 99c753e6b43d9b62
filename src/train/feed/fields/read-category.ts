import { isWithin, readCategory } from '../../../core/catalog/category-levels.js';
import { splitTrimmed } from '../../input/split-trimmed.js';

/** Categories that say nothing where an item has another one. */
const EVERYTHING =
  /^(?:all|all (?:products|items)|shop all|home|homepage|start|startseite|accueil|inicio|root|root catalog|default category|default|uncategori[sz]ed|unkategorisiert|allgemein|sin categori(?:a|zar)|non class[ée]|senza categoria|produkte|products|shop)$/i;

/**
 * A category of a feed with our separator.
 *
 * @param written one category; `»`, `›` and `→` between blanks, and `>` and `>>`, separate levels
 */
function feedCategory(written: string): string {
  return readCategory(written.replace(/\s[»›→]+\s/g, ' > '));
}

/**
 * Which of several categories an item is filed under: the first that says something, or the deepest of the list that is below it.
 *
 * @param written categories of one item, each with ` > ` between levels
 */
export function firstCategory(written: readonly string[]): string {
  const categories = written.map(feedCategory).filter(Boolean);
  const telling = categories.filter((category) => !EVERYTHING.test(category));
  const [first, ...others] = telling.length > 0 ? telling : categories;
  return others.reduce((best, other) => (isWithin(other, best) ? other : best), first ?? '');
}

/**
 * The categories of one text: Google allows `A > B, A > C`, which is told from a comma in a name by its common root.
 *
 * @param written text of a `product_type`
 */
export function splitCategories(written: string): readonly string[] {
  const parts = splitTrimmed(written, /[,;|]/);
  if (parts.length < 2 || !parts.every((part) => part.includes('>'))) return [written];
  const roots = new Set(parts.map((part) => part.split('>', 1)[0].trim()));
  return roots.size === 1 ? parts : [written];
}
