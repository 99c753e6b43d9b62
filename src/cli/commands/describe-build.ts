import type { BuildReport } from '../../train/build/build-report.js';
import { categoryFillNote } from '../../train/tune/categories/tune-category-fill.js';
import { mixtureNote } from '../../train/tune/tune-mixture.js';
import { teachingNote } from '../../train/tune/tune-teaching.js';
import { joined, type Shown, shown } from '../output/shown.js';
import { describeBudget } from '../report/budget-table.js';
import { describeCheck } from '../report/check-table.js';
import { describeAttributes } from '../report/describe-attributes.js';
import { describeLocales } from '../report/describe-locales.js';
import { formatCount, formatTable } from '../report/format-report.js';
import { reliabilityTable } from '../report/reliability-table.js';
import { describeFeed, describeLog, describePack } from './describe-pack.js';
import { describePictures } from './describe-pictures.js';
import { describeSensitive } from './sensitive-option.js';

/** What a pack without a log is. */
const FEED_ALONE = shown`Log: none
  Nothing is known of shoppers, and nothing was measured. Similar items come from titles, categories
  and brands; lists for everybody from the dates and the order of the feed.
  Give a log or orders as soon as there are some, even a few: --events FILE
`;

/** A build for people: what was read, how good it is, what to know, and the pack. Parts are a blank line apart. */
export function describeBuild(report: BuildReport): Shown {
  const { log, budget, notes, notKept, sensitiveItems, baskets, encoder, ranker, relevance } = report;
  const remarks = [
    ...(report.teaching === null ? [] : [shown`${teachingNote(report.teaching)}\n`]),
    ...(report.mixture === null ? [] : [shown`${mixtureNote(report.mixture)}\n`]),
    ...(report.categoryFill === null ? [] : [shown`${categoryFillNote(report.categoryFill)}\n`]),
    ...(log === null ? [] : [shown`${baskets.reason}\n`]),
    ...(encoder === null
      ? []
      : [shown`${encoder.reason}${encoder.seconds === 0 ? '' : ` Its training took ${encoder.seconds.toFixed(0)} s.`}\n`]),
    ...(ranker === null ? [] : [shown`${ranker.reason}\n`]),
    ...(log === null ? [] : [shown`${relevance.reason}\n`]),
    describeSensitive(sensitiveItems),
    ...notes.map((note) => shown`Note: ${note}\n`),
    ...(notKept === null
      ? []
      : [shown`Finished steps could not be saved: an interrupted build would start over. ${notKept}. Name another folder: --temp DIR\n`]),
    describeKept(report.kept),
  ];
  const parts = [
    shown`${describeFeed(report.feed)}${describeAttributes(report.attributes)}${describeLocales(report.locales)}${describePictures(report.pictures)}${describeEmbeddings(report.embeddings)}`,
    log === null ? FEED_ALONE : describeLog(log),
    log === null ? shown`` : describeAccuracy(report),
    relevance.reliability === null ? shown`` : reliabilityTable(relevance.reliability),
    describeBudget(budget),
    shown`${remarks}`,
    shown`${describeCheck(report.check)}${describePack(report)}`,
  ];
  const told = parts.map((part) => String(part).trim()).map((text, at) => [text, parts[at]] as const);
  return shown`\n${joined(
    told.filter(([text]) => text !== '').map(([, part]) => part),
    '\n',
  )}`;
}

function describeAccuracy({ models, heldOut }: BuildReport): Shown {
  const measured = models.filter((model) => 'HR@10' in model.metrics);
  if (measured.length === 0) return shown`Too few shoppers to hold out: the usual blend is used, and nothing was measured.\n`;
  const rows = measured.map(({ name, metrics }) => [name, metrics['HR@10'].toFixed(4), metrics['NDCG@10'].toFixed(4)]);
  return shown`Measured on ${heldOut.measured} shoppers held out of training (the blend was tuned on ${heldOut.tuned} others):
${formatTable(['model', 'HR@10', 'NDCG@10'], rows)}\n`;
}

function describeEmbeddings(embeddings: BuildReport['embeddings']): readonly Shown[] {
  return embeddings.map(
    ({ file, rows, width, matched }) =>
      shown`Embeddings: ${file}, ${formatCount(rows)} rows x ${width}, ${formatCount(matched)} of them in the catalogue\n`,
  );
}

/** Which files were known from earlier builds; empty where all were read. */
function describeKept({ folder, reused, read, failure }: BuildReport['kept']): Shown {
  const known =
    reused === 0
      ? shown``
      : shown`Of ${formatCount(reused + read)} files of the log, ${formatCount(reused)} were known from earlier builds.\n`;
  if (failure === null) return known;
  return shown`${known}Rows of the log could not be kept for the next build${folder === null ? '' : ` in ${folder}`}: ${failure}. Name another folder: --temp DIR\n`;
}
