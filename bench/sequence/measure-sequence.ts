import { availableParallelism } from 'node:os';
import { encoderMatrices } from '../../src/core/numbers/encoder-matrices.js';
import { seededRandom } from '../../src/core/numbers/random.js';
import { encodeEncoder } from '../../src/pack/encode/encode-encoder.js';
import { weightBits } from '../../src/pack/encode/weight-bits.js';
import { attendHistory } from '../../src/query/attend-history.js';
import { attendCausally } from '../../src/query/causal/attend-causally.js';
import { readEvaluationInput } from '../../src/train/evaluate/read-evaluation-input.js';
import { trainFold } from '../../src/train/evaluate/train-fold.js';
import { hitRate, measureRanking, ndcg } from '../../src/train/measure/measure-ranking.js';
import { singleModel } from '../../src/train/models/single-model.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../src/train/models/train-settings.js';
import { makePack, openEncoded, trialLabel } from '../../src/train/packing/make-pack.js';
import { SILENT_PROGRESS, SILENT_STEP } from '../../src/train/progress/progress.js';
import { StepLog } from '../../src/train/progress/step-log.js';
import { cardFor } from '../../src/train/sequence/card-for.js';
import { TRAINED_KINDS, type TrainedKind } from '../../src/train/sequence/encoder-choice.js';
import { trainSequence } from '../../src/train/sequence/train-sequence.js';
import { withEncoder } from '../../src/train/sequence/try-encoder.js';
import { tuneLearnedBlend } from '../../src/train/sequence/tune-learned-blend.js';
import { withLearnedRows } from '../../src/train/sequence/with-learned-rows.js';
import { masksHistory, splitLog } from '../../src/train/split/split-log.js';
import type { EncoderCard } from '../../src/types/encoder-card.js';
import type { EncoderSettings } from '../../src/types/manifest.js';
import type { Pack } from '../../src/types/pack.js';
import type { Dataset } from '../tools/data/dataset.js';

/** A row of the table. */
type SequenceRow = Readonly<Record<string, number | string>>;

const MINUTE_MS = 60_000;
const ROUNDS = 200;

/**
 * Trains a sequence encoder of each kind and its rows on the first split of a dataset, and measures the blend without it and with it, and the encoder
 * alone.
 *
 * @param dataset log and protocol
 * @param minutes time for each training
 */
export async function measureSequence({ events, catalog, split: settings }: Dataset, minutes: number): Promise<SequenceRow[]> {
  const steps = new StepLog(SILENT_PROGRESS);
  const trainSettings = { ...DEFAULT_TRAIN_SETTINGS, threads: availableParallelism() };
  const request = {
    events: [events],
    logOptions: {},
    catalog: catalog === undefined ? [] : [catalog],
    feedOptions: {},
    content: { used: false, embeddings: [] },
    settings: trainSettings,
    database: {},
    now: Date.now(),
    resamples: 0,
  };
  const input = await readEvaluationInput(request, steps);
  const exclude = masksHistory(settings.protocol) ? 'seen' : 'none';
  const { splits } = await splitLog({ log: input.log, path: events, settings, exclude, seed: trainSettings.seed, steps });
  const split = splits[0]();
  const asked = { ...request, split: settings, newItems: 0, maskHistory: undefined, models: ['blend'] as const, cutoffs: [10] };
  const fold = await trainFold(split, input, asked, steps);
  const { pack, models } = await fold.packOf('blend');
  // Bands come after the encoder.
  const { bands: _, ...encoder } = fold.encoderOf('blend');
  const plain = fold.settingsOf('blend');
  const { minimumSupport, seed } = plain;
  const rowOf = async (name: string, of: Pack, settingsOf: EncoderSettings): Promise<SequenceRow> => {
    const { places } = await measureRanking({ pack: of, shoppers: split.test, encoder: settingsOf, cutoffs: [10], progress: SILENT_STEP });
    return { name, shoppers: split.test.length, 'HR@10': hitRate(places, 10), 'NDCG@10': ndcg(places, 10) };
  };
  const foldIn = singleModel('ials', encoder);
  const alone = { ...foldIn, blend: { ...foldIn.blend, foldIn: 0, encoder: 1 } };
  const rowsOf = async (kind: TrainedKind): Promise<SequenceRow[]> => {
    const dimensions = kind === 'consistent' ? plain.dimensions : plain.learnedDimensions;
    const own = { ...plain, dimensions };
    const card = cardFor(kind, split.tuningTraining, dimensions);
    const bits = weightBits(card, dimensions);
    if (bits === null) return [{ name: `blend with the encoder, ${kind}`, skipped: `too large for ${dimensions} columns` }];
    const used = process.cpuUsage();
    const trained = await trainSequence({
      interactions: split.tuningTraining,
      rows: { dimensions, values: models.factors },
      minimumSupport,
      card,
      seed,
      threads: plain.threads,
      milliseconds: minutes * MINUTE_MS,
      progress: SILENT_STEP,
    });
    const { user, system } = process.cpuUsage(used);
    const learned = withLearnedRows(models, trained.rows, split.tuningTraining, own);
    const withRows = openEncoded(await makePack(learned, input.catalog, own, trialLabel(own)));
    const [read, bytes] = withEncoder(withRows, card, encodeEncoder(card, trained.matrices, dimensions, bits));
    const found = await tuneLearnedBlend({ pack, encoder }, read, split.tuning, SILENT_STEP);
    return [
      {
        ...(await rowOf(`blend with the encoder, ${kind}`, found === null ? pack : read, found ?? encoder)),
        weight: found?.blend.encoder ?? 0,
        places: trained.places,
        seconds: (user + system) / 1e6,
        bytes,
      },
      await rowOf(`encoder alone, ${kind}`, read, alone),
      await rowOf(`fold-in on the rows of the encoder, ${kind}`, read, foldIn),
    ];
  };
  const rows = [await rowOf('blend', pack, encoder), await rowOf('fold-in alone', pack, foldIn)];
  for (const kind of TRAINED_KINDS) rows.push(...(await rowsOf(kind)));
  return rows;
}

/** Encoders that are timed: that of a build, and those of the sizes that other programs train. */
const TIMED: readonly EncoderCard[] = [
  { kind: 'consistent', width: 16, blocks: 1, length: 200, kinds: [] },
  ...([1, 2] as const).map(
    (blocks): EncoderCard => ({
      kind: 'attention',
      width: 64,
      blocks,
      heads: 2,
      inner: 64,
      norms: 'before',
      activation: 'relu',
      places: 'latest',
      padding: 'masked',
      floor: 1e-5,
      length: 200,
      kinds: [],
    }),
  ),
  { kind: 'recurrent', width: 64, length: 200, kinds: [] },
  { kind: 'convolution', width: 64, blocks: 1, taps: 3, floor: 1e-8, length: 200, kinds: [] },
];

/** Times of reading histories of some lengths by encoders of random weights, over rows of 64 columns. */
export function timeReading(): SequenceRow[] {
  const [items, dimensions] = [1000, 64];
  const random = seededRandom(1);
  const pack = {
    dimensions,
    rows: Int8Array.from({ length: items * dimensions }, () => Math.round(14 * random() - 7)),
    scales: new Float32Array(items).fill(0.1),
  };
  return TIMED.flatMap((card) => {
    const matrices = Object.fromEntries(
      encoderMatrices(card, dimensions).map(({ name, rows, columns }) => [
        name,
        Float64Array.from({ length: rows * columns }, () => (random() - 0.5) / Math.sqrt(columns)),
      ]),
    );
    const attend = card.kind === 'consistent' ? attendHistory(pack, card, matrices) : attendCausally(pack, card, matrices);
    const blocks = 'blocks' in card ? `, ${card.blocks} blocks` : '';
    return [10, 50, 200].map((length) => {
      const history = Array.from({ length }, (_, row) => ({
        row,
        itemId: '',
        name: 'view_item' as const,
        interest: 1,
        weight: 1,
        against: 0,
      }));
      const times = Array.from({ length: ROUNDS }, () => {
        const start = performance.now();
        attend(history);
        return performance.now() - start;
      });
      return {
        dataset: '',
        name: `reading ${length} items, ${card.kind}, width ${card.width}${blocks}`,
        ms: times.sort((a, b) => a - b)[ROUNDS / 2],
      };
    });
  });
}
