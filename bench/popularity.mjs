// Popularity by plain counts on Amazon Beauty, leave-last-out: how the accuracy depends on which events are counted.
import { measurePopularity } from './popularity/measure-popularity.mjs';
import { DATA_FOLDER, missingFile, readGzippedLines } from './tools/data/data-folder.mjs';

/** Columns of the printed table. */
export const COLUMNS = ['counted', 'masked', 'ties', 'shoppers', 'HR@10', 'NDCG@10', 'HR@20', 'skipped'];

/** Events at the end of each shopper's sequence that are not counted; the last event is the target. */
const COUNTED = { 'training: all but the last two of each shopper': 2, 'all but the targets': 1, 'all, with the targets': 0 };

const NOTES = [
  'Each shopper is ranked all items by their number of events; the last event is the target, the events before it are the history.',
  "counted: the events that are counted. 'other shoppers, in full': five folds by user id modulo 5, the counts of a fold are those of the other four.",
  'masked: items that may not be ranked. ties: the order of items with equal counts; by id, or with the target first or last.',
];

/** Runs the benchmark. */
export async function runBenchmark() {
  const events = `${DATA_FOLDER}/beauty/events.csv.gz`;
  const missing = missingFile([events]);
  if (missing !== undefined) return { machine: {}, notes: NOTES, rows: [{ counted: 'beauty', skipped: missing }], ratios: {} };
  const shoppers = await readSequences(events);
  const rows = [];
  for (const [counted, tail] of Object.entries(COUNTED)) {
    const counts = countItems(shoppers, tail);
    for (const masked of ['history', 'nothing']) {
      for (const ties of masked === 'history' ? ['by id', 'target first', 'target last'] : ['by id']) {
        rows.push({ counted, masked, ties, ...measurePopularity(shoppers, () => counts, masked, ties) });
      }
    }
  }
  const folds = Array.from({ length: 5 }, (_, fold) =>
    countItems(
      shoppers.filter(({ user }) => user % 5 !== fold),
      0,
    ),
  );
  const heldOut = measurePopularity(shoppers, ({ user }) => folds[user % 5], 'history', 'by id');
  rows.push({ counted: 'other shoppers, in full', masked: 'history', ties: 'by id', ...heldOut });
  return { machine: {}, notes: NOTES, rows, ratios: {} };
}

/** The shoppers of a log: `user`, and `items` in order of time. */
async function readSequences(path) {
  const sequences = new Map();
  let header = true;
  for await (const line of readGzippedLines(path)) {
    const [user, item, time] = line.split(',').map(Number);
    if (!header) sequences.set(user, [...(sequences.get(user) ?? []), { item, time }]);
    header = false;
  }
  return [...sequences].map(([user, touches]) => ({ user, items: touches.sort((a, b) => a.time - b.time).map(({ item }) => item) }));
}

/** Events per item, without the last `tail` events of each shopper. */
function countItems(shoppers, tail) {
  const counts = new Map();
  for (const { items } of shoppers) {
    for (const item of items.slice(0, items.length - tail)) counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  return counts;
}
