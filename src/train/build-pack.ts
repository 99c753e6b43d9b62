import type { EncodedPack, OptionalContent } from '../pack/encode/encode-pack.js';
import type { PackContents } from '../types/manifest.js';
import { attributeFiles, summarizeAttributes } from './attributes/attribute-files.js';
import type { BuildChoices } from './build/build-choices.js';
import type { BuildReport, CheckReport } from './build/build-report.js';
import type { BuildRequest } from './build/build-request.js';
import { chooseSettings } from './build/choose-settings.js';
import { completeFromFeed } from './build/complete-from-feed.js';
import { type BuildInput, readBuildInput } from './build/read-build-input.js';
import { shipBaskets } from './build/ship-baskets.js';
import { unfinishedBuild } from './build/unfinished-build.js';
import { type ComparedFigure, manifestFigures, type PackFigures, uncompared } from './check/compare-packs.js';
import { catalogContents, logContents, tableContents } from './check/pack-contents.js';
import { type PreviousPack, readPreviousPack } from './check/previous-pack.js';
import { expectAsGood } from './check/refused-pack.js';
import { lockOutput, type OutputLock } from './files/output-lock.js';
import { KeptRows } from './kept/kept-rows.js';
import { localeFiles, summarizeLocales } from './locales/locale-files.js';
import type { Interactions } from './log/interactions.js';
import { summarizeLog } from './log/log-summary.js';
import { withUsedParts } from './measure/encoder-parts.js';
import { fillFollowers } from './models/categories/fill-followers.js';
import { SHIPPED_MODELS, type TrainedModels, trainModels } from './models/train-models.js';
import { makePack, openEncoded, packBytes } from './packing/make-pack.js';
import { summarizeFeed } from './packing/pack-report.js';
import { publishPack } from './packing/publish-pack.js';
import { expectPackFolder, nextPackNumber, writePack } from './packing/write-pack.js';
import { openPictureSource, type PictureSource, type ShippedPictures, shipPictures, summarizePictures } from './pictures/ship-pictures.js';
import type { Progress } from './progress/progress.js';
import { StepLog } from './progress/step-log.js';
import type { EncoderChoice } from './sequence/encoder-choice.js';
import { shipEncoder } from './sequence/try-encoder.js';
import { holdOut } from './split/hold-out.js';
import { fillWithContent } from './tune/fill-with-content.js';
import { expectBudget } from './tune/fit-budget.js';

/**
 * Builds a pack from a shop's feed and event log: reads both, tunes and measures on shoppers held out of training, trains on all
 * shoppers, and writes the pack. A build that was killed resumes from its last finished step, and from inside the longest ones.
 * Two builds cannot write to one folder at the same time.
 *
 * @param request files and settings
 * @param progress reports the steps
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
  const start = performance.now();
  const kept = new KeptRows({ parent: request.database.temporaryFolder, off: request.cache === false, fresh: request.fresh === true });
  const checkpoints = await unfinishedBuild(request, kept.digests);
  const steps = new StepLog(progress, checkpoints);
  // Before hours of training, not after.
  const localePaths = request.locales?.others.flatMap(({ paths }) => paths) ?? [];
  expectPackFolder(request.out, [...request.catalog, ...request.events, ...localePaths, ...request.content.embeddings]);
  const previous = request.check === undefined ? null : readPreviousPack(request.check.previous, request.out);
  const number = nextPackNumber(request.out, { ...request.publishing, above: previous?.number });
  const pictures = request.pictures === undefined ? null : await openPictureSource(request.pictures);
  const input = await readBuildInput(request, kept, steps);
  const { catalog, itemIds, log, feed, embeddings, sensitiveItems } = input;
  if (request.budget !== undefined) await expectBudget(request.budget, catalog, request.settings);

  const contents = { ...catalogContents(catalog), ...logContents(log.interactions.itemRows.length, log.interactions.users) };
  // Before hours of training, as far as it is known.
  expectAsGood(previous, { items: itemIds.length, ...contents }, request.check?.limits);

  const heldOut = holdOut(log.interactions, itemIds, request.settings.seed);
  const choices = await chooseSettings(input, heldOut, request, steps);
  const { encoded, sequence, shippedPictures } = await trainPack(input, choices, request, { number, contents, pictures }, steps);
  const current = manifestFigures(encoded.manifest);
  const figures = expectAsGood(previous, current, request.check?.limits);
  const manifestBytes = await steps.run('writing', () => writePack(request.out, encoded, { held: lock, ...request.publishing }));
  checkpoints.remove();

  return {
    out: request.out,
    pack: { number, items: itemIds.length, dimensions: choices.settings.dimensions, bytes: packBytes(encoded), manifestBytes },
    feed: summarizeFeed(feed),
    attributes: summarizeAttributes(input.attributes, encoded),
    locales: summarizeLocales(input.locales, encoded),
    pictures: summarizePictures(shippedPictures, encoded),
    embeddings,
    log: request.events.length > 0 ? summarizeLog(log) : null,
    heldOut: { tuned: heldOut?.tuning.length ?? 0, measured: heldOut?.measuring.length ?? 0 },
    models: choices.models,
    baskets: choices.baskets,
    encoder: sequence,
    ranker: choices.ranker,
    relevance: choices.relevance,
    teaching: choices.teaching,
    mixture: choices.mixture,
    categoryFill: choices.categoryFill,
    budget: choices.budget,
    sensitiveItems,
    steps: steps.costs,
    check: request.check === undefined ? null : checkReport(request.check.previous, previous, current, figures),
    notes: lock.notes,
    notKept: checkpoints.failure,
    kept: kept.report(),
    seconds: (performance.now() - start) / 1000,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function checkReport(path: string, previous: PreviousPack | null, current: PackFigures, figures: readonly ComparedFigure[]): CheckReport {
  const missing = previous === null ? [] : uncompared(previous.figures, current);
  return { previous: path, number: previous?.number ?? null, figures, uncompared: missing };
}

/** Phase 3 of a build: trains on all shoppers with the chosen settings, and encodes the pack. */
async function trainPack(
  { feed, catalog, attributes, locales, content, alike, log, sensitiveItems }: BuildInput,
  choices: BuildChoices,
  request: BuildRequest,
  { number, contents, pictures }: { number: number; contents: PackContents; pictures: PictureSource | null },
  steps: StepLog,
): Promise<{
  readonly encoded: EncodedPack;
  readonly sequence: EncoderChoice | null;
  readonly shippedPictures: ShippedPictures | null;
}> {
  const { interactions } = log;
  const { settings, encoder, cold, models, trained, baskets } = choices;
  const { created, sensitive } = request;
  const wanted = interactions.users === 0 ? [] : SHIPPED_MODELS;
  const linear = trained ?? fillFollowers(await trainModels(interactions, settings, steps, '', wanted), interactions, catalog, settings);
  const sequence = await sequenceOf(choices, request, interactions, linear, steps);
  const shipping = sequence.models;
  const warmed = await fillWithContent({ models: shipping, training: interactions, content, catalog, cold, steps });
  const filled = completeFromFeed(warmed, interactions, { alike, catalog }, settings);
  const complements = baskets.used ? [await shipBaskets(interactions, catalog, shipping.popularity, settings, steps)] : [];
  const shipped = withUsedParts(filled, encoder);
  const spoken = localeFiles(locales, catalog, settings.shipped.earlyTexts !== undefined);
  const shippedPictures =
    pictures &&
    (await steps.run(
      'making small pictures',
      (step) => shipPictures(pictures, { catalog, relativePictures: feed.relativePictures }, shipped.popularity, step),
      0,
      'images',
    ));
  const optional = [...attributeFiles(attributes), ...complements, ...sequence.files, ...spoken, ...(shippedPictures?.files ?? [])];
  const ranker = choices.ranker?.ranker ?? null;
  const relevance = choices.relevance.curve;
  const label = {
    number,
    created,
    encoder,
    models,
    optional,
    ...(request.locales?.own === undefined ? {} : { locale: request.locales.own }),
    ...(sensitiveItems > 0 ? { sensitive } : {}),
    ...(ranker && { ranker }),
    ...(relevance && { relevance }),
  };
  const encoded = await steps.run('encoding', async () => {
    const { manifest, files } = await makePack(shipped, catalog, settings, label);
    const tables = tableContents(openEncoded({ manifest, files }));
    return publishPack({ manifest: { ...manifest, contents: { ...contents, ...tables } }, files });
  });
  return { encoded, sequence: sequence.choice, shippedPictures };
}

/** The file of the sequence encoder, if the pack gets one, and the models with the rows that learned with it: what else is made of rows comes after. */
async function sequenceOf(
  { learned, sequence: choice, settings }: BuildChoices,
  { encoder: asked }: BuildRequest,
  interactions: Interactions,
  models: TrainedModels,
  steps: StepLog,
): Promise<{ readonly files: readonly OptionalContent[]; readonly models: TrainedModels; readonly choice: EncoderChoice | null }> {
  if (asked === undefined || learned === null || choice === null) return { files: [], models, choice };
  const shipped = await shipEncoder({ asked, choice, learned, interactions, models, settings, steps });
  return { ...shipped, files: [shipped.content] };
}
