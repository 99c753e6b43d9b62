/**
 * @typedef {object} Category
 * @property {string} slug start of its ids: `tent` gives `tent-014`
 * @property {string} department second level of `product_type`
 * @property {string} leaf third level of `product_type`
 * @property {number} count products, about
 * @property {readonly [number, number]} price euros: of the plainest and of the dearest
 * @property {string} pattern of the title, with {model}, {kind} and {variant}
 * @property {readonly string[]} kinds
 * @property {readonly string[]} variants of one model; they share an `item_group_id`
 * @property {string} praise a sentence for the description
 */

/**
 * Describes a category.
 *
 * @param {string} names `slug | department | leaf`
 * @param {number} count
 * @param {readonly [number, number]} price
 * @param {string} pattern
 * @param {string} kinds separated by `/`
 * @param {string} variants separated by `/`
 * @param {string} praise
 * @returns {Category}
 */
export function category(names, count, price, pattern, kinds, variants, praise) {
  const [slug, department, leaf] = names.split(' | ');
  return { slug, department, leaf, count, price, pattern, kinds: kinds.split('/'), variants: variants.split('/'), praise };
}

/** Patterns of titles. */
export const KIND_FIRST = '{model} {kind}, {variant}';
export const KIND_LAST = '{model} {variant} {kind}';
/** Variants of clothing and shoes. */
export const CUTS = 'women’s/men’s';
