import type { Product } from './products.js';

const HUES: Readonly<Record<string, number>> = { Drinkware: 25, Apparel: 210, Bags: 150, Stationery: 290, Lighting: 50 };

/** A coloured tile with the product's name, as SVG. */
export function drawPicture({ category, title }: Product): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 176 176"><rect width="176" height="176" fill="hsl(${HUES[category[1]]} 45% 82%)"/><text x="88" y="92" font-family="sans-serif" font-size="15" text-anchor="middle">${title}</text></svg>\n`;
}
