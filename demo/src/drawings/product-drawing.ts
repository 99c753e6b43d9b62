import type { CatalogItem } from 'onshelf';
import { findDrawing } from './find-drawing.js';
import type { Shape } from './shape.js';

const SVG = 'http://www.w3.org/2000/svg';
const PALETTES = 8;
const BACKDROPS = [
  'M0 160V128C40 108 70 122 104 118C140 112 168 98 200 108V160Z',
  'M0 160V112L44 78L74 104L118 62L166 110L200 92V160Z',
  'M0 160V134C60 128 140 128 200 134V160Z',
] as const;

/**
 * Draws a product, in colours that depend on its id only.
 *
 * The picture is drawn in the page and never fetched from `image_link`: requests for the pictures of a personal list would reveal the
 * shopper's taste to the server.
 *
 * @param item the product; the drawing is hidden from screen readers, since the title is beside it
 */
export function productDrawing(item: CatalogItem): SVGSVGElement {
  const number = hash(item.id);
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', '0 0 200 160');
  drawing.setAttribute('aria-hidden', 'true');
  drawing.setAttribute('class', `drawing palette-${number % PALETTES}${number & 0x1000 ? ' flipped' : ''}`);
  drawing.append(
    path('backdrop', BACKDROPS[(number >>> 8) % BACKDROPS.length]),
    path('ground', 'M30 135a70 6 0 1 0 140 0a70 6 0 1 0 -140 0Z'),
    ...findDrawing(item).map(draw),
  );
  return drawing;
}

function draw({ paint, path: outline, pen }: Shape): SVGPathElement {
  const drawn = path(pen === undefined ? `fill-${paint}` : `line-${paint}`, outline);
  if (pen !== undefined) drawn.setAttribute('stroke-width', String(pen));
  return drawn;
}

function path(name: string, outline: string): SVGPathElement {
  const made = document.createElementNS(SVG, 'path');
  made.setAttribute('class', name);
  made.setAttribute('d', outline);
  return made;
}

/** FNV-1a with a final mix, since ids differ in their last digits only. A product always has the same colours. */
function hash(text: string): number {
  let mixed = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
