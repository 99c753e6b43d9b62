import { CAMPING_CATEGORIES } from './camping-categories.mjs';
import { CLOTHING_CATEGORIES } from './clothing-categories.mjs';
import { SPORTS_CATEGORIES } from './sports-categories.mjs';

/**
 * @typedef {object} Category
 * @property {string} slug start of the ids: `tent` gives `tent-014`
 * @property {string} department second level of `product_type`
 * @property {string} leaf third level of `product_type`
 * @property {number} count approximate number of products
 * @property {readonly [number, number]} price euros: of the cheapest and of the dearest product
 * @property {string} pattern of the title, with {model}, {kind} and {variant}
 * @property {readonly string[]} kinds
 * @property {readonly string[]} variants of one model; they share an `item_group_id`
 * @property {string} praise a sentence for the description
 */

/** The shop's categories. @type {readonly Category[]} */
export const CATEGORIES = [...CAMPING_CATEGORIES, ...CLOTHING_CATEGORIES, ...SPORTS_CATEGORIES];
