import type { EncoderSettings, ModelCard } from '../../../types/manifest.js';
import type { Pack } from '../../../types/pack.js';
import type { Interactions } from '../../log/interactions.js';
import { compareBlends } from '../../measure/compare-blends.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../models/train-settings.js';
import type { StepLog } from '../../progress/step-log.js';
import { tuneLearnedBlend } from '../../sequence/tune-learned-blend.js';
import { holdOut } from '../../split/hold-out.js';
import type { Tunable } from '../../tune/tunable-settings.js';
import { tuneEncoder } from '../../tune/tune-encoder.js';
import { type CountedTables, defaultBlend, namingShare, USUAL_SHARPNESS } from './default-blend.js';

/** How the sequence encoder of an import joins the other parts of the blend. */
export interface JoiningReport {
  /** Who chose: shoppers of a log, the options of the command, or a rule. */
  readonly by: 'log' | 'options' | 'rule';
  /** Whether the pack has the encoder. */
  readonly used: boolean;
  /** Weight in the blend; 0 where it is not used. */
  readonly weight: number;
  /** Sharpness of its exponentials; null: its scores are added as they are. */
  readonly sharpness: number | null;
  /** NDCG@10 of shoppers of the log who chose nothing; null where nothing was measured. */
  readonly measured: { readonly with: number; readonly without: number; readonly shoppers: number } | null;
  /** What was chosen and why, in sentences for people. */
  readonly reason: string;
}

/** Input of `joinImported`. */
export interface JoiningRequest {
  /** Decoded, without the encoder. */
  readonly bare: Pack;
  /** The same with it. */
  readonly read: Pack;
  /** Settings; their blend is replaced unless it is given. */
  readonly settings: EncoderSettings;
  readonly counted: CountedTables;
  /** Weights from the command; undefined: they are chosen here. */
  readonly blend: EncoderSettings['blend'] | undefined;
  /** From the command; 0: the scores are added as they are; undefined: it is chosen here. */
  readonly sharpness: number | undefined;
  /** A log whose shoppers choose; null: none is given. */
  readonly log: Interactions | null;
  readonly steps: StepLog;
}

/** Settings of a pack, with the account of its sequence encoder. */
interface JoinedEncoder {
  /** With a weight for the encoder only where it is used. */
  readonly encoder: EncoderSettings;
  readonly joining: JoiningReport;
  /** For the card of the encoder in the manifest. */
  readonly metrics: ModelCard['metrics'];
}

/** Other parts, which get their weights first. */
const OTHERS: readonly Tunable[] = ['foldIn', 'neighbours'];
/** Share of histories of one item for which an encoder has to name other items, so that its scores are sharpened unasked. */
const NAMING = 0.5;
/** All shoppers of the log may be held out: nothing is trained on it. */
const EVERYBODY = 1;
const LEAKAGE =
  'What the encoder was trained on is not known: if these events were part of it, the figure with it is too high. Give events that are later.';

/**
 * Chooses how a sequence encoder joins the other parts. Scores of models that a softmax trained are logarithms of likelihoods, so their exponentials are
 * added, with a weight and a sharpness: by a log as in a build (`tuneLearnedBlend`), where the encoder is left out if lists of held-out shoppers are
 * not better with it; else by a rule.
 *
 * @param request packs, settings and log
 */
export async function joinImported(request: JoiningRequest): Promise<JoinedEncoder> {
  const { settings, blend, sharpness, log } = request;
  if (blend !== undefined) return joinedAs(withSharpness({ ...settings, blend }, sharpness), 'options', 'as the options say');
  const byRule = await joinByRule(request);
  if (log === null) return byRule;
  return (await joinByLog(request, log)) ?? withoutShoppers(byRule);
}

/** The usual sharpness, and a weight that makes the encoder as large as the other parts. */
async function joinByRule({ read, settings, counted, sharpness }: JoiningRequest): Promise<JoinedEncoder> {
  const naming = sharpness === undefined ? namingShare(read) : 1;
  const sharpened = withSharpness(settings, sharpness ?? (naming < NAMING ? 0 : USUAL_SHARPNESS));
  const encoder = { ...sharpened, blend: await defaultBlend(read, sharpened, counted) };
  const why =
    naming < NAMING
      ? `by a rule, since of ${Math.round(100 * (1 - naming))} % of the items tried its scores for others are hardly ever above 0, which exponentials need`
      : 'by a rule';
  return joinedAs(encoder, 'rule', `${why}; with a log whose shoppers choose (--events) lists may be better`);
}

/** As the shoppers of a log choose; null where they are too few. */
async function joinByLog(request: JoiningRequest, log: Interactions): Promise<JoinedEncoder | null> {
  const { bare, read, settings, counted, steps } = request;
  const itemIds = Array.from({ length: bare.items }, (_, row) => bare.idOf(row));
  const heldOut = holdOut(log, itemIds, DEFAULT_TRAIN_SETTINGS.seed, EVERYBODY);
  if (heldOut === null) return null;
  const { tuning, measuring } = heldOut;
  const plain = withSharpness(settings, 0);
  const ruled = { ...plain, blend: await defaultBlend(bare, plain, counted) };
  // Both blends are tuned: what the other parts gain by that is no gain of the encoder.
  const known = await steps.run(
    'weighing the other parts',
    async (step) => ({ pack: bare, encoder: (await tuneEncoder(bare, tuning, ruled, OTHERS, step)).encoder }),
    tuning.length,
    'shoppers',
  );
  const found = await steps.run(
    'weighing the sequence encoder',
    (step) => tuneLearnedBlend(known, read, tuning, step),
    2 * tuning.length,
    'shoppers',
  );
  if (found === null) {
    const reason = `Sequence encoder: lists of ${tuning.length} held-out shoppers are not better with it by half a standard error, so the pack does not have it. Without --events it has it, by a rule.`;
    return { encoder: known.encoder, joining: { by: 'log', used: false, weight: 0, sharpness: null, measured: null, reason }, metrics: {} };
  }
  const gains = await compareBlends(known, { pack: read, encoder: found }, measuring);
  const measured = gains && { with: gains.own, without: gains.known, shoppers: measuring.length };
  const figures =
    measured === null
      ? ''
      : ` On ${measured.shoppers} others NDCG@10 is ${measured.with.toFixed(4)} with it and ${measured.without.toFixed(4)} without it.`;
  const joined = joinedAs(found, 'log', `as ${tuning.length} held-out shoppers choose`);
  const reason = `${joined.joining.reason}${figures} ${LEAKAGE}`;
  return { ...joined, joining: { ...joined.joining, measured, reason }, metrics: gains?.metrics ?? {} };
}

function withoutShoppers({ joining, ...joined }: JoinedEncoder): JoinedEncoder {
  const reason = `${joining.reason} The log of --events has too few shoppers of two items or more to choose.`;
  return { ...joined, joining: { ...joining, reason } };
}

function withSharpness({ sharpness: _, ...settings }: EncoderSettings, sharpness = 0): EncoderSettings {
  return sharpness > 0 ? { ...settings, sharpness } : settings;
}

function joinedAs(encoder: EncoderSettings, by: JoiningReport['by'], why: string): JoinedEncoder {
  const { blend, sharpness } = encoder;
  const how = sharpness === undefined ? 'its scores are added as they are' : `exponentials of ${sharpness} times its scores are added`;
  const weight = blend.encoder ?? 0;
  const reason = `Sequence encoder: ${how}, with the weight ${weight}, ${why}.`;
  return { encoder, joining: { by, used: true, weight, sharpness: sharpness ?? null, measured: null, reason }, metrics: {} };
}
