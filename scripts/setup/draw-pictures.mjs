import { rolldown } from 'rolldown';

/** Colours of a picture: body, shade, light, accent, tint of the background. */
const PALETTES = [
  ['#5f7d52', '#48613d', '#b3c6a0', '#d9a441', '#b8c7a8'],
  ['#bb5e3d', '#94452b', '#ecb99f', '#3f6472', '#e6b9a2'],
  ['#41778d', '#2f5a6c', '#a8cad6', '#dd8f4d', '#a9cad6'],
  ['#d09d3f', '#a97c2c', '#f1d8a2', '#53694c', '#ecd3a0'],
  ['#7b5676', '#5d3f5a', '#c5a9c0', '#d8a650', '#d0bccd'],
  ['#3d857a', '#2c645c', '#a2d0c6', '#e2a053', '#a8d0c7'],
];
/** Colours that are the same in all pictures. */
const INK = '#2b2f28';
const PAPER = '#fbfaf6';
const LINES = 'path { stroke-linecap: round; stroke-linejoin: round; fill: none }';
const BACK =
  '<path class="sky" d="M0 0H200V160H0Z"/><path class="hills" d="M0 160V112L44 78L74 104L118 62L166 110L200 92V160Z"/><path class="ground" d="M30 135a70 6 0 1 0 140 0a70 6 0 1 0 -140 0Z"/>';
const STYLE = `.picture { display: none }
.picture:target { display: inline }
${LINES}
.sky { fill: color-mix(in srgb, var(--tint) 30%, ${PAPER}) }
.hills { fill: var(--tint); opacity: 0.35 }
.ground { fill: ${INK}; opacity: 0.12 }
${[
  ['body', 'var(--body)'],
  ['shade', 'var(--shade)'],
  ['light', 'var(--light)'],
  ['accent', 'var(--accent)'],
  ['ink', INK],
  ['paper', PAPER],
]
  .map(([name, colour]) => `.fill-${name} { fill: ${colour} }\n.line-${name} { stroke: ${colour} }`)
  .join('\n')}
${PALETTES.map(
  ([body, shade, light, accent, tint], index) =>
    `.palette-${index} { --body: ${body}; --shade: ${shade}; --light: ${light}; --accent: ${accent}; --tint: ${tint} }`,
).join('\n')}`;

/**
 * Draws the pictures of products as one SVG file: `pictures.svg#tent-014` is the picture of `tent-014`. A page fetches the file once, so that no
 * request names a product.
 *
 * @param {readonly { id: string, title: string, product_type: string }[]} products
 * @returns {Promise<string>} the file
 */
export async function drawPictures(products) {
  const { findDrawing } = await importTypeScript('demo/src/drawings/find-drawing.ts');
  const drawings = [...new Set(products.map(findDrawing))];
  const shapes = drawings.map((drawing, index) => `<g id="drawing-${index}">${shapesOf(drawing)}</g>`);
  const pictures = products.map(
    (product, index) =>
      `<g class="picture palette-${(index * 7) % PALETTES.length}" id="${product.id}"><use href="#back"/><use href="#drawing-${drawings.indexOf(findDrawing(product))}"/></g>`,
  );
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="160" viewBox="0 0 200 160">',
    `<style>${STYLE}</style>`,
    `<defs>${[`<g id="back">${BACK}</g>`, ...shapes].join('\n')}</defs>`,
    ...pictures,
    '</svg>\n',
  ].join('\n');
}

/**
 * Draws each product as an SVG file of its own, of 400 x 320 pixels, with nothing in it that a simple reader of SVG does not know.
 *
 * @param {readonly { id: string, title: string, product_type: string }[]} products
 * @returns {Promise<string[]>} the files, in the order of the products
 */
export async function drawSinglePictures(products) {
  const { findDrawing } = await importTypeScript('demo/src/drawings/find-drawing.ts');
  return products.map((product, index) => {
    const [body, shade, light, accent, tint] = PALETTES[(index * 7) % PALETTES.length];
    const colours = Object.entries({ body, shade, light, accent, ink: INK, paper: PAPER })
      .map(([name, colour]) => `.fill-${name} { fill: ${colour} } .line-${name} { stroke: ${colour} }`)
      .join(' ');
    const style = `${LINES} .sky { fill: ${PAPER} } .hills { fill: ${tint}; opacity: 0.35 } .ground { fill: ${INK}; opacity: 0.12 } ${colours}`;
    const shapes = BACK + shapesOf(findDrawing(product));
    return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="320" viewBox="0 0 200 160"><style>${style}</style>${shapes}</svg>`;
  });
}

/** The paths of a drawing. */
function shapesOf(drawing) {
  return drawing
    .map(
      ({ paint, path, pen }) =>
        `<path class="${pen === undefined ? 'fill' : 'line'}-${paint}" d="${path}"${pen === undefined ? '' : ` stroke-width="${pen}"`}/>`,
    )
    .join('');
}

/** Imports a TypeScript module of the repository. */
async function importTypeScript(input) {
  const bundle = await rolldown({ input, logLevel: 'warn' });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  return import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
}
