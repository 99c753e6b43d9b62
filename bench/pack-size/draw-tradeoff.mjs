const WIDTH = 960;
const HEIGHT = 560;
const PLOT = { left: 90, right: 900, top: 60, bottom: 480 };
const TICKS_ACROSS = [10, 20, 50, 100, 200, 500, 1000];
const STEPS_UP = 5;

/**
 * Draws accuracy against size: bytes on the logarithmic x axis, gain on the y axis.
 *
 * @param title of the picture
 * @param points `{ name, bytes, gain, onCurve, chosen }`: those on the curve are joined by a line
 * @returns the SVG's text
 */
export function drawTradeoff(title, points) {
  // Not from zero, which would hide the differences.
  const [least, most] = [0.95 * Math.min(...points.map(({ gain }) => gain)), 1.01 * Math.max(...points.map(({ gain }) => gain))];
  const across = [Math.min(...points.map(({ bytes }) => bytes)) / 1.2, Math.max(...points.map(({ bytes }) => bytes)) * 1.5].map(Math.log);
  const x = (bytes) => rounded(PLOT.left + ((Math.log(bytes) - across[0]) / (across[1] - across[0])) * (PLOT.right - PLOT.left));
  const y = (gain) => rounded(PLOT.bottom - ((gain - least) / (most - least)) * (PLOT.bottom - PLOT.top));
  const ticks = TICKS_ACROSS.filter((bytes) => Math.log(bytes) >= across[0] && Math.log(bytes) <= across[1]);
  const gains = Array.from({ length: STEPS_UP + 1 }, (_, step) => least + (step * (most - least)) / STEPS_UP);
  const curve = points.filter(({ onCurve }) => onCurve).sort((a, b) => a.bytes - b.bytes);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="13">`,
    `<title>${title}</title>`,
    '<style>path{fill:none}.grid{stroke:#ddd}</style>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${PLOT.left}" y="32" font-size="17" font-weight="600">${title}</text>`,
    ...ticks.map(
      (bytes) =>
        `<path class="grid" d="M${x(bytes)} ${PLOT.top}V${PLOT.bottom}"/><text x="${x(bytes)}" y="${PLOT.bottom + 20}" text-anchor="middle">${bytes}</text>`,
    ),
    ...gains.map(
      (gain) =>
        `<path class="grid" d="M${PLOT.left} ${y(gain)}H${PLOT.right}"/><text x="${PLOT.left - 8}" y="${y(gain) + 4}" text-anchor="end">${gain.toFixed(4)}</text>`,
    ),
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 46}" text-anchor="middle">bytes per item of ranking data, as written</text>`,
    `<path d="${curve.map(({ bytes, gain }, at) => `${at === 0 ? 'M' : 'L'}${x(bytes)} ${y(gain)}`).join('')}" stroke="#0072b2" stroke-width="2"/>`,
    ...points.map(
      ({ name, bytes, gain, onCurve, chosen }, at) =>
        `<circle cx="${x(bytes)}" cy="${y(gain)}" r="${chosen ? 7 : 4}" fill="${onCurve ? '#0072b2' : '#d55e00'}"/>` +
        `<text x="${x(bytes)}" y="${y(gain) + (at % 2 === 0 ? -12 : 24)}" text-anchor="middle"${chosen ? ' font-weight="700"' : ''}>${name}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

function rounded(value) {
  return Math.round(10 * value) / 10;
}
