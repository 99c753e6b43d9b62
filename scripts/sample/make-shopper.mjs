import { ACTIVITIES } from './activities.mjs';
import { BRANDS } from './brands.mjs';

/**
 * @typedef {object} Shopper a latent taste; nothing of it is written to a file, only what follows from it
 * @property {string} id
 * @property {readonly number[]} activityWeights how likely a visit is for each of `ACTIVITIES`
 * @property {number} priceLevel 1 to 3, not whole
 * @property {'light' | 'tough' | 'family'} style
 * @property {ReadonlySet<string>} brands names of the two or three it comes back to
 * @property {number} visits
 */

const SHARES = ACTIVITIES.map((activity) => activity.share);

/**
 * Draws a shopper: one activity first, often a second, a purse, a style and some brands.
 *
 * @param {number} number from 1
 * @param {import('./sample-random.mjs').SampleRandom} random
 * @returns {Shopper}
 */
export function makeShopper(number, random) {
  const first = random.pickWeighted(SHARES);
  const second = random.pickWeighted(SHARES);
  const secondWeight = random.next() < 0.55 ? 0.1 + 0.35 * random.next() : 0;
  const activityWeights = ACTIVITIES.map((_, index) => 0.008 + (index === first ? 1 : 0) + (index === second ? secondWeight : 0));
  const priceLevel = 1 + 2 * ((random.next() + random.next()) / 2);
  const style = random.pick(/** @type {const} */ (['light', 'tough', 'family']));
  const fitting = BRANDS.filter((brand) => Math.abs(brand.level - priceLevel) < 1.1 && brand.style === style);
  const brands = new Set(
    random
      .shuffle(fitting)
      .slice(0, random.between(2, 3))
      .map((brand) => brand.name),
  );
  return { id: `shopper-${String(number).padStart(4, '0')}`, activityWeights, priceLevel, style, brands, visits: visits(random) };
}

/**
 * How much this shopper likes this product, above 0: taste times appeal.
 *
 * @param {Shopper} shopper
 * @param {import('./make-catalog.mjs').Product} product
 * @returns {number}
 */
export function liking(shopper, product) {
  const distance = product.brand.level - shopper.priceLevel;
  const purse = 1 / (1 + 3 * distance * distance);
  const loyalty = shopper.brands.has(product.brand.name) ? 5 : 1;
  const style = product.style === shopper.style ? 2.5 : 1;
  const stock = product.availability === 'in_stock' ? 1 : 0.3;
  return product.appeal * purse * loyalty * style * stock;
}

/**
 * @param {import('./sample-random.mjs').SampleRandom} random
 * @returns {number} 1 or more; many come once or twice, a few come often
 */
function visits(random) {
  let count = 1;
  while (count < 14 && random.next() < 0.66) count++;
  return count;
}
