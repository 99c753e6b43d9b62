const PANEL = { width: 300, height: 190, left: 52, right: 12, top: 44, bottom: 34 };
const LEGEND = 40;
/** Okabe and Ito's palette for colour blindness. */
const COLOURS = {
  diversity: '#0072b2',
  calibration: '#009e73',
  rotation: '#d55e00',
  exploration: '#cc79a7',
  'price-fit': '#e69f00',
};
/** The rows of panels: a figure, and whether it is shown relative to the blend's. */
const FIGURES = [
  { figure: 'NDCG@10', title: 'NDCG@10', relative: true },
  { figure: 'coverage@10', title: 'coverage@10', relative: true },
  { figure: 'novelty@10', title: 'novelty@10, bits', relative: false },
  { figure: 'diversity@10', title: 'diversity@10', relative: false },
];
const TICKS = 4;

/**
 * Draws the effect of each step by its share: a column of panels per dataset, a row per figure, a line per step.
 *
 * @param rows of the benchmark
 * @returns the SVG's text
 */
export function drawVariety(rows) {
  const names = [...new Set(rows.map(({ dataset }) => dataset))];
  const width = names.length * PANEL.width;
  const height = LEGEND + FIGURES.length * PANEL.height;
  const panels = FIGURES.flatMap((shown, down) =>
    names.map((name, across) => {
      const own = rows.filter(({ dataset }) => dataset === name);
      return `<g transform="translate(${across * PANEL.width} ${LEGEND + down * PANEL.height})">${panel(name, own, shown)}</g>`;
    }),
  );
  const legend = Object.entries(COLOURS).map(
    ([step, colour], at) =>
      `<path d="M${PANEL.left + at * 150} 20h24" stroke="${colour}" stroke-width="3"/><text x="${PANEL.left + at * 150 + 30}" y="24">${step}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="12">`,
    '<title>Cost and gain of each variety step, by its share</title>',
    '<style>path{fill:none}.grid{stroke:#ddd}</style>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...legend,
    ...panels,
    '</svg>',
    '',
  ].join('\n');
}

function panel(name, rows, { figure, title, relative }) {
  const base = rows.find((row) => row.name === 'blend')[figure];
  const shownOf = (row) => (relative ? row[figure] / base : row[figure]);
  const lines = Object.keys(COLOURS)
    .map((step) => ({
      step,
      points: [[0, relative ? 1 : base], ...rows.filter((row) => row.name === step).map((row) => [row.share, shownOf(row)])],
    }))
    .filter(({ points }) => points.length > 1);
  const values = lines.flatMap(({ points }) => points.map(([, value]) => value));
  const room = Math.max(1e-3, Math.max(...values) - Math.min(...values)) * 0.08;
  const [low, high] = [Math.min(...values) - room, Math.max(...values) + room];
  const x = (share) => rounded(PANEL.left + share * (PANEL.width - PANEL.left - PANEL.right));
  const y = (value) => rounded(PANEL.height - PANEL.bottom - ((value - low) / (high - low)) * (PANEL.height - PANEL.top - PANEL.bottom));
  const ticks = Array.from({ length: TICKS + 1 }, (_, at) => low + (at * (high - low)) / TICKS);
  const spelled = (value) => (relative ? `${Math.round(100 * value)} %` : value.toFixed(2));
  return [
    `<text x="${PANEL.left}" y="18" font-weight="600">${title}</text><text x="${PANEL.left}" y="34" fill="#555">${name}</text>`,
    ...ticks.map(
      (value) =>
        `<path class="grid" d="M${PANEL.left} ${y(value)}H${PANEL.width - PANEL.right}"/><text x="${PANEL.left - 6}" y="${y(value) + 4}" text-anchor="end">${spelled(value)}</text>`,
    ),
    ...[0, 0.2, 0.5, 0.8].map(
      (share) => `<text x="${x(share)}" y="${PANEL.height - PANEL.bottom + 16}" text-anchor="middle">${share}</text>`,
    ),
    ...lines.map(
      ({ step, points }) =>
        `<path stroke="${COLOURS[step]}" stroke-width="2" d="${points.map(([share, value], at) => `${at === 0 ? 'M' : 'L'}${x(share)} ${y(value)}`).join('')}"/>` +
        points.map(([share, value]) => `<circle cx="${x(share)}" cy="${y(value)}" r="3" fill="${COLOURS[step]}"/>`).join(''),
    ),
  ].join('');
}

function rounded(value) {
  return Math.round(10 * value) / 10;
}
