import type { Evaluation } from '../../train/evaluate/evaluation.js';
import type { Summary } from '../../train/evaluate/summarize-evaluation.js';
import { PAGE_STYLE } from './evaluation-page-style.js';
import { ACCURACY_FIGURES, BREADTH_FIGURES, FIGURE_MEANINGS, formatFigure } from './figure-texts.js';
import { formatCount as formatSpaced } from './format-report.js';
import { escapeHtml, intervalPlot, type Mark } from './interval-plot.js';
import { reliabilityHtml } from './reliability-table.js';

/**
 * An evaluation as one self-contained HTML page: styles and plots are inline, there are no scripts and no requests.
 */
export function evaluationPage(evaluation: Evaluation): string {
  const { dataset, protocol, history, shoppers, items, resamples, seed, notes, cutoffs, relevance } = evaluation;
  const title = escapeHtml(`${dataset}, ${protocol}`);
  const sure = resamples === 0 ? '' : ` Lines are 95 % intervals: ${formatCount(resamples)} resamples of the shoppers, seed ${seed}.`;
  const [k] = cutoffs;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="lead">${formatCount(shoppers)} shoppers, ${formatCount(items)} items, history ${history} in the lists. Every list ranks the whole
catalogue, with the code that runs in the browser.${sure}</p>
${notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`).join('\n')}
<h2>Accuracy</h2>
${cards(['HR', 'NDCG', 'MRR', 'recall'].map((name) => figureCard(evaluation, name, k)))}
<h2>Differences between models</h2>
${differenceCards(evaluation, k)}
<h2>Slices of shoppers and items</h2>
<p><i>history N</i>: shoppers with N events before the list. <i>item N</i>: next items with N shoppers in the training data.</p>
${cards(sliceCards(evaluation))}
<h2>Beyond accuracy</h2>
${cards(BREADTH_FIGURES.map((name) => figureCard(evaluation, name, k)))}
${stepCards(evaluation)}
<h2>Relevance</h2>
<p>${escapeHtml(relevance.reason)}</p>
${relevance.reliability === null ? '' : reliabilityHtml(relevance.reliability)}
<h2>All figures</h2>
${cutoffs.map((cutoff) => figureTable(evaluation, cutoff)).join('\n')}
<dl>
${[...ACCURACY_FIGURES, ...BREADTH_FIGURES].map((name) => `<dt>${name}</dt><dd>${escapeHtml(FIGURE_MEANINGS[name])}</dd>`).join('\n')}
</dl>
</main>
</body>
</html>
`;
}

/** A number without line breaks. */
function formatCount(count: number): string {
  return formatSpaced(count).replaceAll(' ', '\u00a0');
}

function cards(list: readonly string[]): string {
  return `<div class="cards">\n${list.filter((card) => card !== '').join('\n')}\n</div>`;
}

function card(title: string, meaning: string, plot: string): string {
  return `<figure><figcaption><b>${escapeHtml(title)}</b> ${escapeHtml(meaning)}</figcaption>\n${plot}\n</figure>`;
}

function figureCard({ rows, intervals }: Pick<Summary<string>, 'rows' | 'intervals'>, name: string, k: number): string {
  const figure = `${name}@${k}`;
  const marks = rows.flatMap((row) => {
    const value = row[figure];
    if (typeof value !== 'number') return [];
    return [{ label: row.model, value, interval: intervals[row.model]?.[figure], text: formatFigure(name, value) }];
  });
  return marks.length === 0 ? '' : card(figure, FIGURE_MEANINGS[name], intervalPlot(figure, marks));
}

function differenceCards({ differences }: Pick<Summary<string>, 'differences'>, k: number): string {
  if (differences === null) return '<p>Not available: there is only one model, or there are no resamples.</p>';
  const { against } = differences;
  const made = ['HR', 'NDCG'].map((name) => {
    const title = `${name}@${k} less ${against}`;
    const marks = differences.rows.flatMap(({ model, figures }) => {
      const found = figures[`${name}@${k}`];
      if (found === undefined) return [];
      const text = `${formatFigure(name, found.difference)} (${formatFigure(name, found.low)} to ${formatFigure(name, found.high)})`;
      return [{ label: model, value: found.difference, interval: [found.low, found.high] as const, text }];
    });
    return marks.length === 0 ? '' : card(title, 'right of the line is better', intervalPlot(title, marks, { zero: true }));
  });
  return `<p>Differences over the same resampled shoppers: a difference whose interval excludes 0 is unlikely to be chance.</p>
${cards(made)}`;
}

/** The figures of each re-ranking step. */
function stepCards({ steps, cutoffs: [k] }: Evaluation): string {
  if (steps === null) return '';
  const made = BREADTH_FIGURES.map((name) => figureCard(steps, name, k));
  return `<h2>Re-ranking steps</h2>
<p>Each step alone, the others off. The number is its share.</p>
${differenceCards(steps, k)}
${cards(made)}`;
}

/** A card per model and kind of slice; cards of one kind share a scale. */
function sliceCards({ slices, rows, cutoffs: [k] }: Evaluation): string[] {
  const groups = slices.flatMap(({ slice }) => (slice.includes(': ') ? slice.split(': ')[0] : []));
  return ['history', 'item', ...new Set(groups)].flatMap((kind) => {
    const made = rows.map(({ model }) => ({
      model,
      marks: slices
        .filter((row) => row.model === model && (row.slice.startsWith(`${kind} `) || row.slice.startsWith(`${kind}: `)))
        .map(({ slice, shoppers, figures, intervals }): Mark => {
          const value = figures[`HR@${k}`];
          const text = `${formatFigure('HR', value)}, ${formatCount(shoppers)} shoppers`;
          return { label: slice, value, interval: intervals[`HR@${k}`], text };
        }),
    }));
    const others = made.flatMap(({ marks }) => marks);
    return made
      .filter(({ marks }) => marks.length > 0)
      .map(({ model, marks }) => card(model, `HR@${k} by ${kind}`, intervalPlot(`${model}: HR@${k} by ${kind}`, marks, { others })));
  });
}

function figureTable({ rows, intervals }: Evaluation, k: number): string {
  const names = [...ACCURACY_FIGURES, ...BREADTH_FIGURES].filter((name) => rows.some((row) => row[`${name}@${k}`] !== undefined));
  const body = names.map((name) => {
    const figure = `${name}@${k}`;
    const cells = rows.map((row) => {
      const value = row[figure];
      const interval = intervals[row.model]?.[figure];
      const range = interval === undefined ? '' : `<small>${formatFigure(name, interval[0])} to ${formatFigure(name, interval[1])}</small>`;
      return `<td>${formatFigure(name, typeof value === 'number' ? value : undefined)}${range}</td>`;
    });
    return `<tr><th scope="row">${figure}</th>${cells.join('')}</tr>`;
  });
  const head = rows.map(({ model }) => `<th scope="col">${escapeHtml(model)}</th>`).join('');
  return `<div class="scroll"><table><thead><tr><th scope="col">at ${k}</th>${head}</tr></thead>\n<tbody>${body.join('\n')}</tbody></table></div>`;
}
