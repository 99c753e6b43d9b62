import { OnshelfError } from '../../core/onshelf-error.js';
import { encodePack } from '../../pack/encode/encode-pack.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { EncoderSettings } from '../../types/manifest.js';
import { attributeFiles, summarizeAttributes } from '../attributes/attribute-files.js';
import { typeFeed } from '../attributes/type-feed.js';
import type { Feed } from '../feed/feed.js';
import type { FeedRequest } from '../feed/feed-request.js';
import { readFeed } from '../feed/read-feed.js';
import { lockOutput, type OutputLock } from '../files/output-lock.js';
import { shownValue } from '../input/drop-report.js';
import { expectSharedColumns } from '../input/expect-shared-columns.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import { sampleItemIds } from '../log/ids/sample-item-ids.js';
import { summarizeLog } from '../log/log-summary.js';
import { type Log, type LogOptions, readLog } from '../log/read-log.js';
import { DEFAULT_TRAIN_SETTINGS } from '../models/train-settings.js';
import { expectSensitive } from '../packing/expect-sensitive.js';
import { openEncoded, packBytes } from '../packing/make-pack.js';
import { summarizeFeed } from '../packing/pack-report.js';
import { publishPack } from '../packing/publish-pack.js';
import { expectPackFolder, nextPackNumber, type Publishing, writePack } from '../packing/write-pack.js';
import type { Progress } from '../progress/progress.js';
import { StepLog } from '../progress/step-log.js';
import { fitEncoder, openEncoderFile, type SequenceRequest } from '../torch/import-encoder.js';
import type { ImportedEncoder } from '../torch/imported-encoder.js';
import { type AlignedFactors, alignFactors } from './align-factors.js';
import { defaultBlend } from './blend/default-blend.js';
import { joinImported } from './blend/join-imported.js';
import type { FactorFormat, ItemFactors } from './factor-collector.js';
import type { ImportReport } from './import-report.js';
import { importTables } from './import-tables.js';
import { type ImportFiles, openEngineFolder } from './open-engine-folder.js';
import { factorsOfEncoder } from './read-array-factors.js';
import { readFactors } from './read-factors.js';
import { readItemNames } from './read-item-names.js';

/** Input and settings of an import. */
export interface ImportRequest extends ImportFiles {
  /** Files, folders and patterns of the feed; one or more. */
  readonly catalog: readonly string[];
  readonly feedOptions: Omit<FeedRequest, 'paths' | 'now'>;
  readonly out: string;
  /** undefined: detected from the file. */
  readonly format: FactorFormat | undefined;
  /** BigQuery's `processed_input` of the items. */
  readonly itemInput: string | undefined;
  /** Maximum number of neighbours and of followers per item, 1 to 999. */
  readonly most: number;
  /** Encoder settings; others come from the engine's file, or are the defaults. */
  readonly encoder: Partial<EncoderSettings>;
  /** From the command: how the sequence encoder's scores are sharpened; 0: not at all. Default: chosen here. */
  readonly sharpness?: number | undefined;
  /** A log whose shoppers choose how the sequence encoder joins the other parts; one or more paths. Default: none. */
  readonly log?: { readonly paths: readonly string[]; readonly options: LogOptions; readonly now: number } | undefined;
  /** The sequence encoder, whose rows are the factors where `factors` is the same path. Default: none. */
  readonly sequence?: SequenceRequest;
  readonly database: DatabaseOptions;
  /** Categories that profiles exclude, from `readCategory`. Default: none. */
  readonly sensitive?: readonly string[];
  /** Creation time in the manifest, ISO 8601. */
  readonly created: string;
  /** Default: the next number, and replaced packs stay as long as usual. */
  readonly publishing?: Publishing;
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
  expectPackFolder(request.out, [
    ...request.catalog,
    ...(request.log?.paths ?? []),
    request.factors,
    request.items,
    request.neighbours,
    request.followers,
  ]);
  const number = nextPackNumber(request.out, request.publishing);
  const { feed: read, sensitiveItems, rows, files, imported, aligned, sequence, log } = await readImportInput(request, steps);
  const { feed, attributes } = typeFeed(read, { dayFirst: request.feedOptions.dayFirst });
  const { catalog } = feed;
  const { neighbours, followers } = await importTables({ files, aligned, rows, most: request.most, database: request.database, steps });

  const settings = { ...DEFAULT_TRAIN_SETTINGS.encoder, ...imported.settings, ...files.settings, ...request.encoder };
  const content = {
    number,
    created: request.created,
    catalog,
    dimensions: aligned.dimensions,
    spaces: [{ name: 'collaborative', start: 0, length: aligned.dimensions }],
    factors: aligned.factors,
    popularity: aligned.popularity,
    neighbours: neighbours.table,
    ...(followers === null ? {} : { followers: followers.table }),
  };
  const counted = { neighbours: files.neighbours !== undefined, followers: files.followers !== undefined };
  const bare = openEncoded(await encodePack({ ...content, encoder: settings, models: [] }));
  const fitted = sequence === null ? null : fitEncoder(sequence, bare, request.sequence?.path ?? '');
  const joined =
    fitted === null
      ? null
      : await joinImported({
          bare,
          read: { ...bare, attend: fitted.attend },
          settings,
          counted,
          blend: request.encoder.blend,
          sharpness: request.sharpness,
          log: log?.interactions ?? null,
          steps,
        });
  const used = fitted !== null && joined?.joining.used === true ? { card: sequence?.card, file: fitted.content } : null;
  const weighed = joined?.encoder ?? { ...settings, blend: request.encoder.blend ?? (await defaultBlend(bare, settings, counted)) };
  const encoder = { ...weighed, ...(used === null ? {} : { card: used.card }) };
  const { blend } = encoder;
  const models = [
    { name: 'blend', parameters: { ...blend, positionDecay: encoder.positionDecay, followerDecay: encoder.followerDecay }, metrics: {} },
    {
      name: 'imported-factors',
      parameters: { format: imported.format, dimensions: imported.columns, alpha: encoder.alpha, regularization: encoder.regularization },
      metrics: {},
    },
    ...(fitted === null
      ? []
      : [{ name: 'encoder', parameters: { ...fitted.report, used: used === null ? 'no' : 'yes' }, metrics: joined?.metrics ?? {} }]),
  ];
  const sensitive = sensitiveItems > 0 && request.sensitive ? { sensitive: request.sensitive } : {};
  const optional = [...attributeFiles(attributes), ...(used === null ? [] : [used.file])];
  const pack = await steps.run('encoding', async () =>
    publishPack(await encodePack({ ...content, ...sensitive, encoder, models, optional })),
  );
  const manifestBytes = await steps.run('writing', () => writePack(request.out, pack, { held: lock, ...request.publishing }));
  return {
    out: request.out,
    format: imported.format,
    factors: files.factors,
    pack: { number, items: rows.size, dimensions: aligned.dimensions, bytes: packBytes(pack), manifestBytes },
    feed: summarizeFeed(feed),
    attributes: summarizeAttributes(attributes, pack),
    items: aligned.items,
    neighbours: neighbours.report,
    followers: followers?.report ?? null,
    encoder,
    sequence: fitted?.report ?? null,
    joining: joined?.joining ?? null,
    log: log && summarizeLog(log),
    sensitiveItems,
    notes: [...lock.notes, ...imported.notes, ...aligned.notes, ...(sequence?.notes ?? [])],
    steps: steps.costs,
    seconds: (performance.now() - start) / 1000,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Files of an import, read. */
interface ImportInput {
  readonly feed: Feed;
  /** Items in sensitive categories. */
  readonly sensitiveItems: number;
  /** Item id to row of the catalogue. */
  readonly rows: ReadonlyMap<string, number>;
  readonly files: Awaited<ReturnType<typeof openEngineFolder>>;
  readonly imported: ItemFactors;
  readonly aligned: AlignedFactors;
  readonly sequence: ImportedEncoder | null;
  readonly log: Log | null;
}

/** Phase 1 of an import: reads the feed and the factors, and aligns the factors with the catalogue. */
async function readImportInput(request: ImportRequest, steps: StepLog): Promise<ImportInput> {
  const { database } = request;
  const { feed, log } = await readFeedAndLog(request, steps);
  const { catalog } = feed;
  // Before hours of reading.
  const sensitiveItems = expectSensitive(request.sensitive ?? [], catalog);
  const rows = new Map(catalog.map(({ id }, row) => [id, row]));
  const files = await openEngineFolder(request, database);
  const itemsPath = files.items;
  const { sequence: asked } = request;
  // Read first where its rows are the factors, else once their width is known.
  const early = asked?.path === request.factors ? await steps.run('reading the encoder', () => openEncoderFile(asked, null)) : null;
  const imported =
    early === null
      ? await steps.run('reading the factors', (step) => readFactors({ ...request, path: files.factors }, database, step), 0, 'rows')
      : factorsOfEncoder(early);
  if (imported.numbered && itemsPath === undefined)
    throw new OnshelfError(
      'bad-input',
      `${files.factors} has row numbers in place of item ids. Give a table with the columns row and item_id: --items FILE`,
    );
  const names =
    itemsPath === undefined ? null : await steps.run('reading the ids', (step) => readItemNames(itemsPath, database, step), 0, 'rows');
  const aligned = alignFactors(imported, names, catalog, rows);
  if (aligned.items.matched === 0) throw nothingMatches(request, files.factors, imported, names?.idOf, catalog);
  const sequence =
    asked === undefined ? null : (early ?? (await steps.run('reading the encoder', () => openEncoderFile(asked, aligned.dimensions))));
  return { feed, sensitiveItems, rows, files, imported, aligned, sequence, log };
}

/** The feed, and the log if one is given. */
async function readFeedAndLog(
  { catalog, feedOptions, database, log: asked }: ImportRequest,
  steps: StepLog,
): Promise<Pick<ImportInput, 'feed' | 'log'>> {
  const { mapped, columns } = asked?.options ?? {};
  const logIds = asked === undefined ? {} : { logIds: await sampleItemIds(asked.paths, { mapped, columns }, database) };
  const feed = await steps.run('reading the feed', (step) => readFeed({ ...feedOptions, paths: catalog, ...logIds }, step), 0, 'rows');
  if (asked === undefined) return { feed, log: null };
  const { paths, options, now } = asked;
  const itemIds = feed.catalog.map(({ id }) => id);
  const log = await readLog({ ...options, paths, now, feed: { path: catalog.join(', '), itemIds }, ...database }, steps);
  expectSharedColumns(feedOptions.mappedWhereThere ?? {}, [feed.facts, log.facts]);
  return { feed, log };
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
    `No item of ${path} is in ${request.catalog.join(', ')}: the factors have ids like "${example}", the feed has ids like "${catalog[0].id}". ${advice}`,
  );
}
