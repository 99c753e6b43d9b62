/** A value on a plot, with its interval. */
export interface Mark {
  readonly label: string;
  readonly value: number;
  /** undefined without resamples. */
  readonly interval?: readonly [low: number, high: number] | undefined;
  /** Text beside the mark. */
  readonly text: string;
}

/** Sizes in units of the drawing; narrow, so that text is readable on a phone. */
const WIDTH = 360;
const ROW = 34;
const TOP = 8;
const BOTTOM = 26;
const LEFT = 10;
const RIGHT = 10;

/**
 * Marks below each other on one scale, with their intervals as lines, as an inline SVG in the colours of the page.
 *
 * @param title label for screen readers
 * @param marks from top to bottom
 * @param scale `zero`: draw a line at 0; `others`: marks of other plots that share the scale
 */
export function intervalPlot(title: string, marks: readonly Mark[], scale: { zero?: boolean; others?: readonly Mark[] } = {}): string {
  const { zero = false, others = [] } = scale;
  const ends = [...marks, ...others].flatMap(({ value, interval }) => [value, ...(interval ?? [])]).concat(zero ? [0] : []);
  const ticks = niceTicks(Math.min(...ends), Math.max(...ends));
  const low = ticks[0];
  const high = ticks[ticks.length - 1];
  const x = (value: number): string => (LEFT + ((value - low) / (high - low)) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const height = TOP + marks.length * ROW + BOTTOM;
  const grid = ticks.map((tick, index) => {
    const anchor = index === 0 ? 'start' : index === ticks.length - 1 ? 'end' : 'middle';
    return `<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${TOP}" y2="${height - BOTTOM + 4}"/>
<text class="tick" x="${x(tick)}" y="${height - 8}" text-anchor="${anchor}">${shortNumber(tick)}</text>`;
  });
  const rows = marks.map(({ label, value, interval, text }, index) => {
    const y = TOP + index * ROW;
    const line =
      interval === undefined ? '' : `<line class="interval" x1="${x(interval[0])}" x2="${x(interval[1])}" y1="${y + 24}" y2="${y + 24}"/>`;
    return `<text x="${LEFT}" y="${y + 13}">${escapeHtml(label)}</text>
<text class="value" x="${WIDTH - RIGHT}" y="${y + 13}" text-anchor="end">${escapeHtml(text)}</text>
${line}<circle class="mark" cx="${x(value)}" cy="${y + 24}" r="4.5"/>`;
  });
  const axis = zero ? `<line class="zero" x1="${x(0)}" x2="${x(0)}" y1="${TOP}" y2="${height - BOTTOM + 4}"/>` : '';
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(title)}">
${[...grid, axis, ...rows].join('\n')}
</svg>`;
}

/**
 * Round numbers around a range: three to six of them, the first at or below its start, the last at or above its end.
 *
 * @param low start
 * @param high end, not below `low`
 */
export function niceTicks(low: number, high: number): number[] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  // Values that differ only by rounding count as one.
  const span = high - low > 1e-9 * size ? high - low : size || 1;
  const power = 10 ** Math.floor(Math.log10(span / 2));
  const step = power * ([1, 2, 5, 10].find((factor) => span / (power * factor) <= 3.5) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  // Multiples of the step: summing 0.1 would not give 0.3.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Escapes a text for HTML content and attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4))).replace(/^(-?)0\./, '$1.');
}
