import { OnshelfError } from '../../core/onshelf-error.js';
import { encodePack } from '../../pack/encode/encode-pack.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { EncoderSettings } from '../../types/manifest.js';
import { readFeed } from '../feed/read-feed.js';
import { lockOutput, type OutputLock } from '../files/output-lock.js';
import { type DropCount, shownValue } from '../input/drop-report.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import { DEFAULT_TRAIN_SETTINGS } from '../models/train-settings.js';
import { compressPack } from '../packing/compress-pack.js';
import { openEncoded, packBytes } from '../packing/make-pack.js';
import { expectPackFolder, nextPackNumber, writePack } from '../packing/write-pack.js';
import type { Progress } from '../progress/progress.js';
import { StepLog } from '../progress/step-log.js';
import { alignFactors } from './align-factors.js';
import { defaultBlend } from './default-blend.js';
import type { FactorFormat, ItemFactors } from './factor-collector.js';
import { factorNeighbours } from './factor-neighbours.js';
import type { ImportedTable, ImportReport } from './import-report.js';
import { type ImportFiles, openEngineFolder } from './open-engine-folder.js';
import { readFactors } from './read-factors.js';
import { readItemNames } from './read-item-names.js';
import { readSimilarities } from './read-similarities.js';

/** Input and settings of an import. */
export interface ImportRequest extends ImportFiles {
  readonly catalog: string;
  readonly out: string;
  /** undefined: detected from the file. */
  readonly format: FactorFormat | undefined;
  /** BigQuery's `processed_input` of the items. */
  readonly itemInput: string | undefined;
  /** Maximum number of neighbours and of followers per item, 1 to 999. */
  readonly most: number;
  /** Encoder settings; others come from the engine's file, or are the defaults. */
  readonly encoder: Partial<EncoderSettings>;
  readonly database: DatabaseOptions;
  /** Creation time in the manifest, ISO 8601. */
  readonly created: string;
}

/**
 * Makes a pack from another engine's factors and a feed.
 *
 * @param request files and settings
 * @param progress reports the steps
 * @throws OnshelfError `bad-input`, naming the file, the row and the field
 */
export async function importPack(request: ImportRequest, progress: Progress): Promise<ImportReport> {
  const lock = lockOutput(request.out, 'onshelf import');
  try {
    return await importInto(request, progress, lock);
  } finally {
    lock.release();
  }
}

async function importInto(request: ImportRequest, progress: Progress, lock: OutputLock): Promise<ImportReport> {
  const start = performance.now();
  const steps = new StepLog(progress);
  const { database, most } = request;
  expectPackFolder(request.out, [request.catalog, request.factors, request.items, request.neighbours, request.followers]);
  const number = nextPackNumber(request.out);
  const feed = await steps.run('reading the feed', (step) => readFeed(request.catalog, step), 0, 'rows');
  const { catalog } = feed;
  const rows = new Map(catalog.map(({ id }, row) => [id, row]));
  const files = await openEngineFolder(request, database);
  const { items: itemsPath, neighbours: neighboursPath, followers: followersPath } = files;
  const imported = await steps.run(
    'reading the factors',
    (step) => readFactors({ ...request, path: files.factors }, database, step),
    0,
    'rows',
  );
  if (imported.numbered && itemsPath === undefined)
    throw new OnshelfError(
      'bad-input',
      `${files.factors} has row numbers in place of item ids. Give a table with the columns row and item_id: --items FILE`,
    );
  const names =
    itemsPath === undefined ? null : await steps.run('reading the ids', (step) => readItemNames(itemsPath, database, step), 0, 'rows');
  const placed = alignFactors(imported, names, catalog, rows);
  if (placed.items.matched === 0) throw nothingMatches(request, files.factors, imported, names?.idOf, catalog);

  const read = async (path: string, withSelf: boolean, step: string): Promise<ImportedTable & { table: ItemNeighbours }> => {
    const pairs = { path, rowOf: (id: string) => rows.get(id), items: rows.size, most, withSelf, database };
    const { table, dropped } = await steps.run(step, (progress) => readSimilarities({ ...pairs, progress }), 0, 'rows');
    return { table, ...describeTable(path, table, dropped) };
  };
  const neighbours =
    neighboursPath === undefined
      ? await steps
          .run('neighbours by factors', (step) => factorNeighbours(placed.factors, placed.dimensions, most, step), rows.size, 'items')
          .then((table) => ({ table, ...describeTable('factors', table, []) }))
      : await read(neighboursPath, false, 'reading the neighbours');
  const followers = followersPath === undefined ? null : await read(followersPath, true, 'reading the followers');

  const settings = { ...DEFAULT_TRAIN_SETTINGS.encoder, ...imported.settings, ...files.settings, ...request.encoder };
  const content = {
    number,
    created: request.created,
    catalog,
    dimensions: placed.dimensions,
    spaces: [{ name: 'collaborative', start: 0, length: placed.dimensions }],
    factors: placed.factors,
    popularity: placed.popularity,
    neighbours: neighbours.table,
    ...(followers === null ? {} : { followers: followers.table }),
  };
  const counted = { neighbours: neighboursPath !== undefined, followers: followersPath !== undefined };
  const blend =
    request.encoder.blend ??
    (await defaultBlend(openEncoded(await encodePack({ ...content, encoder: settings, models: [] })), settings, counted));
  const encoder = { ...settings, blend };
  const models = [
    { name: 'blend', parameters: { ...blend, positionDecay: encoder.positionDecay, followerDecay: encoder.followerDecay }, metrics: {} },
    {
      name: 'imported-factors',
      parameters: { format: imported.format, dimensions: imported.columns, alpha: encoder.alpha, regularization: encoder.regularization },
      metrics: {},
    },
  ];
  const pack = await steps.run('encoding', async () => compressPack(await encodePack({ ...content, encoder, models })));
  const manifestBytes = await steps.run('writing', () => writePack(request.out, pack, lock));
  const { table: _, ...neighbourReport } = neighbours;
  return {
    out: request.out,
    format: imported.format,
    factors: files.factors,
    pack: { number, items: rows.size, dimensions: placed.dimensions, bytes: packBytes(pack), manifestBytes },
    feed: { rows: feed.rows, items: rows.size, dropped: feed.dropped, changed: feed.changed },
    items: placed.items,
    neighbours: neighbourReport,
    followers: followers === null ? null : describeTable(followers.from, followers.table, followers.dropped),
    encoder,
    notes: [...lock.notes, ...imported.notes, ...placed.notes],
    steps: steps.costs,
    seconds: (performance.now() - start) / 1000,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function describeTable(from: string, { offsets, items }: ItemNeighbours, dropped: readonly DropCount[]): ImportedTable {
  const itemsWithEntries = offsets.reduce((count, offset, row) => count + (row > 0 && offset > offsets[row - 1] ? 1 : 0), 0);
  return { from, entries: items.length, itemsWithEntries, dropped };
}

function nothingMatches(
  request: ImportRequest,
  path: string,
  { keys }: ItemFactors,
  idOf: ReadonlyMap<string, string> | undefined,
  catalog: readonly CatalogItem[],
): OnshelfError {
  const example = shownValue(idOf?.get(keys[0]) ?? keys[0] ?? '');
  const advice =
    idOf === undefined
      ? 'If the engine has its own ids, give a table that maps them: --items FILE'
      : `Check that item_id in ${request.items ?? 'items'} is the feed's id.`;
  return new OnshelfError(
    'bad-input',
    `No item of ${path} is in ${request.catalog}: the factors have ids like "${example}", the feed has ids like "${catalog[0].id}". ${advice}`,
  );
}
