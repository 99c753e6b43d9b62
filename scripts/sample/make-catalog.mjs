import { BRANDS } from './brands.mjs';
import { CATEGORIES } from './categories.mjs';
import { MODEL_NAMES } from './model-names.mjs';

/**
 * @typedef {object} Product
 * @property {string} id
 * @property {string} title
 * @property {string} description
 * @property {string} availability
 * @property {number} price euros
 * @property {import('./brands.mjs').Brand} brand
 * @property {import('./categories.mjs').Category} category
 * @property {string} group empty when the model comes in one variant only
 * @property {'light' | 'tough' | 'family'} style
 * @property {number} appeal popularity among all shoppers, above 0
 */

const STYLES = /** @type {const} */ (['light', 'tough', 'family']);
const STYLE_WORDS = {
  light: 'Cut down to what matters and weighed twice.',
  tough: 'Built for bad weather and rough ground.',
  family: 'Easy to use, easy to mend, at home on any outing.',
};

/**
 * Makes the shop's products, category by category.
 *
 * @param {import('./sample-random.mjs').SampleRandom} random
 * @returns {Product[]}
 */
export function makeCatalog(random) {
  return CATEGORIES.flatMap((category) => makeCategory(category, random));
}

/**
 * @param {import('./categories.mjs').Category} category
 * @param {import('./sample-random.mjs').SampleRandom} random
 * @returns {Product[]}
 */
function makeCategory(category, random) {
  const brands = BRANDS.filter((brand) => brand.departments.includes(category.department));
  const names = random.shuffle(MODEL_NAMES);
  /** @type {Product[]} */
  const products = [];
  for (let model = 0; products.length < category.count; model++) {
    const brand = random.pick(brands);
    const kind = random.pick(category.kinds);
    const style = random.next() < 0.75 ? brand.style : random.pick(STYLES);
    const appeal = 1 / (1 + model * 0.35);
    const base = basePrice(category, brand.level, random);
    const first = random.between(0, category.variants.length - 1);
    const variants = random.next() < 0.45 ? [first] : [first, (first + 1) % category.variants.length].sort((a, b) => a - b);
    const group = variants.length > 1 ? `${category.slug}-g${pad(model + 1, 2)}` : '';
    for (const variant of variants) {
      const words = { model: names[model], kind, variant: category.variants[variant] };
      products.push({
        id: `${category.slug}-${pad(products.length + 1, 3)}`,
        title: category.pattern.replace(/\{(\w+)\}/g, (_, name) => words[name]),
        description: `${category.praise} ${STYLE_WORDS[style]}`,
        availability: random.next() < 0.94 ? 'in_stock' : 'out_of_stock',
        price: Math.max(4, Math.round(base * (1 + 0.08 * variant))) - 0.05 * random.between(0, 1),
        brand,
        category,
        group,
        style,
        appeal: appeal * (0.6 + 0.8 * random.next()),
      });
    }
  }
  return products;
}

/**
 * @param {import('./categories.mjs').Category} category
 * @param {number} level
 * @param {import('./sample-random.mjs').SampleRandom} random
 * @returns {number} euros
 */
function basePrice(category, level, random) {
  const [low, high] = category.price;
  const place = (level - 1 + random.next()) / 3;
  return low + (high - low) * place * place;
}

/**
 * @param {number} number
 * @param {number} width
 * @returns {string}
 */
function pad(number, width) {
  return String(number).padStart(width, '0');
}
