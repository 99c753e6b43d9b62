const WIDTH = 960;
const HEIGHT = 600;
const PLOT = { left: 84, right: 720, top: 56, bottom: 540 };
/** Okabe and Ito's palette for colour blindness; with more lines than colours, the rest are dashed. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000', '#8a7b00'];
const DASHES = ['', ' stroke-dasharray="7 4"', ' stroke-dasharray="2 3"'];
const LABEL_HEIGHT = 17;

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const powersOfTen = (low, high) => {
  const powers = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) powers.push(10 ** power);
  return powers;
};
const spelled = (value, unit) =>
  `${value >= 1 ? value.toLocaleString('en').replaceAll(',', ' ') : String(Number(value.toPrecision(1)))}${unit}`;

/**
 * Draws curves with logarithmic axes, a line per name, labelled at its right end.
 *
 * @param title of the picture
 * @param lines name to points [x, y], in ascending order
 * @param bold names of the lines to draw thick
 * @param axes `across`: label of the x axis, `unit` of the y axis
 * @returns the SVG's text
 */
export function drawCurves(title, lines, bold, axes = { across: 'items', unit: ' ms' }) {
  const entries = Object.entries(lines).filter(([, points]) => points.length > 0);
  const across = powersOfTen(...rangeOf(entries.flatMap(([, points]) => points.map(([x]) => x))));
  const up = powersOfTen(...rangeOf(entries.flatMap(([, points]) => points.map(([, y]) => y))));
  const x = (value) => place(value, across, PLOT.left, PLOT.right);
  const y = (value) => place(value, up, PLOT.bottom, PLOT.top);
  const grid = [
    ...across.map(
      (value) =>
        `<path class="grid" d="M${x(value)} ${PLOT.top}V${PLOT.bottom}"/><text x="${x(value)}" y="${PLOT.bottom + 20}" text-anchor="middle">${spelled(value, '')}</text>`,
    ),
    ...up.map(
      (value) =>
        `<path class="grid" d="M${PLOT.left} ${y(value)}H${PLOT.right}"/><text x="${PLOT.left - 8}" y="${y(value) + 4}" text-anchor="end">${spelled(value, axes.unit)}</text>`,
    ),
  ];
  const drawn = entries.map(([name, points], index) => {
    const colour = COLOURS[index % COLOURS.length];
    const dashes = DASHES[Math.floor(index / COLOURS.length) % DASHES.length];
    const width = bold.includes(name) ? ' style="stroke-width:4"' : '';
    const path = points.map(([items, ms], at) => `${at === 0 ? 'M' : 'L'}${x(items)} ${y(ms)}`).join('');
    const dots = points.map(([items, ms]) => `<circle cx="${x(items)}" cy="${y(ms)}" r="3" fill="${colour}"/>`).join('');
    return {
      name,
      colour,
      end: y(points.at(-1)[1]),
      endX: x(points.at(-1)[0]),
      shape: `<path d="${path}" stroke="${colour}"${dashes}${width}/>${dots}`,
    };
  });
  const labels = spread(drawn).map(
    ({ name, colour, end, endX, label }) =>
      `<path class="lead" stroke="${colour}" d="M${endX + 4} ${end}L${PLOT.right + 18} ${label}"/>` +
      `<text x="${PLOT.right + 22}" y="${label + 4}" fill="${colour}">${escaped(name)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="13">`,
    `<title>${escaped(title)}</title>`,
    '<style>path{fill:none;stroke-width:1.5}.grid{stroke:#ddd;stroke-width:1}.lead{stroke-width:.7;stroke-opacity:.6}</style>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${PLOT.left}" y="30" font-size="17" font-weight="600">${escaped(title)}</text>`,
    ...grid,
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 44}" text-anchor="middle">${axes.across}</text>`,
    ...drawn.map(({ shape }) => shape),
    ...labels,
    '</svg>',
    '',
  ].join('\n');
}

function rangeOf(values) {
  return [Math.min(...values), Math.max(...values)];
}

function place(value, powers, from, to) {
  const [low, high] = [Math.log10(powers[0]), Math.log10(powers.at(-1))];
  const share = high === low ? 0.5 : (Math.log10(value) - low) / (high - low);
  return Math.round(10 * (from + share * (to - from))) / 10;
}

/** Moves labels apart, so that none overlap. */
function spread(drawn) {
  const sorted = [...drawn].sort((a, b) => a.end - b.end);
  const lowest = PLOT.bottom - LABEL_HEIGHT * (sorted.length - 1);
  const placed = [];
  for (const [index, line] of sorted.entries()) {
    const above = index === 0 ? Number.NEGATIVE_INFINITY : placed[index - 1].label + LABEL_HEIGHT;
    placed.push({ ...line, label: Math.max(above, Math.min(line.end, lowest + LABEL_HEIGHT * index)) });
  }
  return placed;
}
