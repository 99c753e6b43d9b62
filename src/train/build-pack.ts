import type { ModelCard } from '../types/manifest.js';
import { type ColdStartSettings, DEFAULT_COLD_START } from './content/cold-start-settings.js';
import { type ContentRequest, loadContent } from './content/load-content.js';
import { readFeed } from './feed/read-feed.js';
import { lockOutput, type OutputLock } from './files/output-lock.js';
import type { DropCount } from './input/drop-report.js';
import type { DatabaseOptions } from './input/open-duck-database.js';
import type { EmbeddingReport } from './input/read-embeddings.js';
import { dateItems } from './log/date-items.js';
import type { ColumnMap } from './log/log-columns.js';
import { readLog } from './log/read-log.js';
import { MODELS_ON_CARDS, modelCards } from './measure/model-cards.js';
import { withUsedParts } from './measure/without-part.js';
import { type TrainedModels, trainModels } from './models/train-models.js';
import type { TrainSettings } from './models/train-settings.js';
import { expectSensitive } from './packing/expect-sensitive.js';
import { makePack, openEncoded, packBytes } from './packing/make-pack.js';
import type { PackReport } from './packing/pack-report.js';
import { compressPack } from './packing/press-pack.js';
import { expectPackFolder, nextPackNumber, writePack } from './packing/write-pack.js';
import { type Progress, SILENT_STEP } from './progress/progress.js';
import { StepLog } from './progress/step-log.js';
import { holdOut } from './shoppers/held-out.js';
import { fillWithContent, tryContent } from './tune/fill-with-content.js';
import { type BudgetChoice, expectBudget, fitBudget } from './tune/fit-budget.js';
import { tuneBands } from './tune/tune-bands.js';
import { chooseBlend } from './tune/tune-encoder.js';
import { tuneTraining } from './tune/tune-models.js';
import { unfinishedBuild } from './unfinished-build.js';

/** What `onshelf build` is asked for. */
export interface BuildRequest {
  readonly catalog: string;
  readonly content: ContentRequest;
  readonly events: string;
  readonly out: string;
  readonly mapped: ColumnMap;
  readonly settings: TrainSettings;
  readonly database: DatabaseOptions;
  /** ISO 8601, stands in the manifest. */
  readonly created: string;
  /** The clock, milliseconds since 1970: rows of the log dated more than a day later are dropped. */
  readonly now: number;
  /** Most bytes that the pack may have. Default: none; lists are as long as the settings say. */
  readonly budget?: number;
  /** Categories that no profile is made of, as in the feed's `product_type`; those below them are meant too. Default: none. */
  readonly sensitive?: readonly string[];
  /** Start anew, whatever an earlier build left? Default: no. */
  readonly fresh?: boolean;
}

/** An account of a build. */
export interface BuildReport extends PackReport {
  readonly embeddings: readonly EmbeddingReport[];
  readonly log: {
    readonly rows: number;
    readonly used: number;
    readonly shoppers: number;
    readonly items: number;
    readonly dropped: readonly DropCount[];
    /** Were numbers such as 20240131 read as dates? So they are where all of them are dates from 1990 to 2100. */
    readonly compactDates: boolean;
  };
  /** Shoppers held out of training; `measured` of them made the figures. */
  readonly heldOut: { readonly tuned: number; readonly measured: number };
  /** Figures are those of models trained without the shoppers measured; the pack's own are trained on everybody. */
  readonly models: readonly ModelCard[];
  /** null where no budget was given. */
  readonly budget: BudgetChoice | null;
  /** Items of categories that no profile is made of. */
  readonly sensitiveItems: number;
  /** What happened besides, in sentences, such as that a lock was taken over. */
  readonly notes: readonly string[];
  /** Why the build, had it been killed, would have had to do finished steps again; null where it would not. */
  readonly notKept: string | null;
}

/**
 * From a shop's files to a pack: read both, hold some shoppers out, train, choose the blend on half of those shoppers and
 * measure it on the other half, train again on everybody, write. Killed and started again, it goes on from the last finished
 * step, and from inside the longest ones. Two builds into one folder cannot run at once.
 *
 * @param request files and settings
 * @param progress told what is done
 * @throws OnshelfError `bad-input`, naming the file and what to do
 */
export async function buildPack(request: BuildRequest, progress: Progress): Promise<BuildReport> {
  const lock = lockOutput(request.out, 'onshelf build');
  try {
    return await buildInto(request, progress, lock);
  } finally {
    lock.release();
  }
}

async function buildInto(request: BuildRequest, progress: Progress, lock: OutputLock): Promise<BuildReport> {
  let { settings } = request;
  const start = performance.now();
  const checkpoints = await unfinishedBuild(request);
  const steps = new StepLog(progress, checkpoints);
  // Before hours of training, not after.
  expectPackFolder(request.out, [request.catalog, request.events, ...request.content.embeddings]);
  const number = nextPackNumber(request.out);
  const feed = await steps.run('reading the feed', (step) => readFeed(request.catalog, step), 0, 'rows');
  const sensitiveItems = expectSensitive(request.sensitive ?? [], feed.catalog);
  const itemIds = feed.catalog.map(({ id }) => id);
  const { content, embeddings } = await loadContent(feed, request.content, settings.seed, request.database, steps);
  const { events: path, mapped, now } = request;
  const source = { path, mapped, now, feed: { path: request.catalog, itemIds }, ...request.database };
  const log = await steps.keepAll('log', async () => {
    const { interactions, rows, dropped, compactDates } = await readLog(source, steps);
    return { interactions, rows, dropped, compactDates };
  });
  const { interactions } = log;
  const catalog = dateItems(feed.catalog, interactions);
  const { budget } = request;
  if (budget !== undefined) await expectBudget(budget, catalog, settings);

  const heldOut = holdOut(interactions, itemIds, settings.seed);
  let { encoder } = settings;
  let cold: ColdStartSettings | null = DEFAULT_COLD_START;
  let models: ModelCard[];
  let trained: TrainedModels | undefined;
  let choice: BudgetChoice | null = null;
  /** The models that ship decide on the size, so with a budget they are trained first. */
  const trainToFit = async (allowed: number, trial: TrainedModels | null): Promise<void> => {
    trained = await trainModels(interactions, settings, steps);
    choice = await fitBudget(allowed, trained, trial, heldOut?.tuning ?? [], catalog, settings, steps);
    settings = { ...settings, shipped: choice.chosen };
  };
  if (heldOut === null) {
    if (budget !== undefined) await trainToFit(budget, null);
    models = await modelCards(null, [], encoder, settings, SILENT_STEP);
  } else {
    const { tuning, returning, measuring } = heldOut;
    const trial = await tuneTraining(heldOut.training, tuning, catalog, settings, steps, ' (without held-out shoppers)');
    settings = trial.settings;
    if (budget !== undefined) await trainToFit(budget, trial.models);
    const label = { number, created: request.created, encoder, models: [] };
    const pack = openEncoded(await makePack(trial.models, catalog, settings, label));
    encoder = await steps.keep(
      'choosing the blend',
      (step) => chooseBlend(pack, tuning, returning, encoder, step),
      2 * tuning.length,
      'lists',
    );
    encoder = await steps.run('tuning bands of the blend', (step) => tuneBands(pack, tuning, encoder, step), tuning.length, 'shoppers');
    models = await steps.keep(
      'measuring',
      (step) => modelCards(pack, measuring, encoder, settings, step),
      MODELS_ON_CARDS.length * measuring.length,
      'lists',
    );
    const tried = { training: heldOut.training, models: trial.models, content, catalog, settings, encoder };
    const found = await tryContent(tried, interactions, heldOut, steps);
    cold = found.cold;
    models.push(...found.cards);
  }
  const shipping = trained ?? (await trainModels(interactions, settings, steps));
  const filled = await fillWithContent(shipping, interactions, content, catalog, cold, steps);
  const label = { number, created: request.created, encoder, models, ...(sensitiveItems > 0 ? { sensitive: request.sensitive } : {}) };
  const encoded = await steps.run('encoding', async () =>
    compressPack(await makePack(withUsedParts(filled, encoder), catalog, settings, label)),
  );
  const manifestBytes = await steps.run('writing', () => writePack(request.out, encoded, lock));
  checkpoints.remove();
  return {
    out: request.out,
    pack: { number, items: itemIds.length, dimensions: settings.dimensions, bytes: packBytes(encoded), manifestBytes },
    feed: { rows: feed.rows, items: itemIds.length, dropped: feed.dropped, changed: feed.changed },
    embeddings,
    log: {
      rows: log.rows,
      used: interactions.itemRows.length,
      shoppers: interactions.users,
      items: new Set(interactions.itemRows).size,
      dropped: log.dropped,
      compactDates: log.compactDates,
    },
    heldOut: { tuned: heldOut?.tuning.length ?? 0, measured: heldOut?.measuring.length ?? 0 },
    models,
    budget: choice,
    sensitiveItems,
    steps: steps.costs,
    notes: lock.notes,
    notKept: checkpoints.trouble,
    seconds: (performance.now() - start) / 1000,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
