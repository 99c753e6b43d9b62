import { CAMPING_CATEGORIES } from './camping-categories.mjs';
import { CLOTHING_CATEGORIES } from './clothing-categories.mjs';
import { SPORTS_CATEGORIES } from './sports-categories.mjs';

/** The shop's categories. @type {readonly import('./category.mjs').Category[]} */
export const CATEGORIES = [...CAMPING_CATEGORIES, ...CLOTHING_CATEGORIES, ...SPORTS_CATEGORIES];
