import { historyShares, itemParts } from '../core/catalog/item-parts.js';
import { choleskySolve } from '../core/numbers/cholesky.js';
import type { PrototypeShare } from '../core/numbers/mix-prototypes.js';
import { rowVector } from '../core/numbers/row-vector.js';
import { sharpen } from '../core/numbers/sharpen.js';
import type { Reason } from '../types/answer.js';
import type { SearchContribution } from '../types/explanation.js';
import type { HistoryItem } from '../types/history.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Neighbours, Pack } from '../types/pack.js';
import { settleSum } from './settle-sum.js';

/** The inputs and intermediate results of a list's query. */
export interface Evidence {
  readonly pack: Pack;
  readonly history: readonly HistoryItem[];
  readonly encoder: EncoderSettings;
  /** Weight of the popularity in the query. */
  readonly biasWeight: number;
  /** Cholesky factor of the fold-in's ridge system, or null. */
  readonly factor: Float64Array | null;
  /** Prototypes in the query. */
  readonly mix: readonly PrototypeShare[];
  /** What each item of the history adds to the query by the pack's encoder, before its weight; none without one. Each of shape [dimensions]. */
  readonly attended: readonly Float64Array[];
  /** Rows of the items that the encoder adds to, where its scores are sharpened. */
  readonly named: Uint32Array | undefined;
  /** What each item of the history adds to the query by what was learned on the device. Each of shape [dimensions]. */
  readonly learned?: readonly Float64Array[];
  /** What items drawn for comparison take away from the query, where it was learned on the device. Shape [dimensions]. */
  readonly contrast?: Float64Array;
  /** What the shopper's searches add to a row; absent where they add nothing. */
  readonly searched?: (row: number) => SearchContribution[];
}

/** Number of reasons listed singly; the others are added up. */
const REASONS_NAMED = 3;

/**
 * Splits a score into reasons. For a fixed ridge system the fold-in is linear in the history: `score = sum over j of
 * c_j * y_i' A^-1 y_j`, the means over neighbours are linear too, and an
 * encoder's query is a sum over the history, so every history item has an exact share; where the encoder's scores are sharpened, that is by how much the
 * item changes what all items before it add. The part of the
 * prototypes is divided in proportion to each history item's share of the affinity. Popularity counts as its difference from the
 * catalogue's mean.
 *
 * @param evidence of the list
 * @param row the item to explain
 * @param score its score; the contributions add up to it
 * @returns largest first, smaller ones as one `rest`
 */
export function explainItem(evidence: Evidence, row: number, score: number): Reason[] {
  const { events, against, popular, contrast } = splitScore(evidence, row, liking(evidence, row));
  const reasons: Reason[] = [
    { kind: 'popular', contribution: popular },
    { kind: 'contrast', contribution: contrast },
  ];
  for (const [place, { itemId, name }] of evidence.history.entries()) {
    reasons.push({ kind: 'event', itemId, name, contribution: events[place] + against[place] });
  }
  for (const { kind, text, contribution } of evidence.searched?.(row) ?? []) reasons.push({ kind, text, contribution });
  return nameLargest(reasons, score);
}

/** The terms of one item's score. */
export interface SplitScore {
  /** By history item: what speaks for it. Shape [history]. */
  readonly events: readonly number[];
  /** By history item: what its dislikes take away through the sparse parts. Shape [history]. */
  readonly against: readonly number[];
  readonly popular: number;
  readonly contrast: number;
}

/**
 * The contributions of each history item, of popularity and of the items drawn for comparison to one item's score.
 *
 * @param evidence of the list
 * @param row the item to explain
 * @param liked vector whose product with the shopper's vector is the dense part of the score, shape [dimensions]; overwritten
 */
export function splitScore(evidence: Evidence, row: number, liked: Float64Array): SplitScore {
  const { pack, history, encoder, factor, learned } = evidence;
  const own = rowVector(pack, row);
  if (factor !== null) choleskySolve(factor, pack.dimensions, liked);
  const parts = itemParts(pack, encoder).map((part) => ({ table: part.table, shares: historyShares(history, part) }));
  const attended = attendedShares(evidence, row, own);
  const events = history.map((item, place) => {
    let contribution = factor === null ? 0 : encoder.alpha * item.weight * dot(liked, rowVector(pack, item.row));
    contribution += attended[place] ?? 0;
    if (learned) contribution += dot(learned[place], own);
    for (const { table, shares } of parts) contribution += shares.liked[place] * similarity(table, item.row, row);
    return contribution;
  });
  const against = history.map((item, place) =>
    item.against > 0 ? parts.reduce((sum, { table, shares }) => sum + shares.disliked[place] * similarity(table, item.row, row), 0) : 0,
  );
  const popular = evidence.biasWeight * (pack.popularity[row] - pack.meanPopularity);
  return { events, against, popular, contrast: evidence.contrast ? dot(evidence.contrast, own) : 0 };
}

/** What each item of the history contributes to a row by the pack's encoder; none where that adds nothing. */
function attendedShares({ attended, named, encoder: { blend, sharpness } }: Evidence, row: number, own: Float64Array): number[] {
  const share = blend.encoder ?? 0;
  const shares = attended.map((part) => dot(part, own));
  if (!named || !sharpness) return shares.map((score) => share * score);
  if (!named.includes(row)) return [];
  let score = 0;
  let worth = 0;
  // From the oldest on.
  for (let place = shares.length - 1; place >= 0; place--) {
    score += shares[place];
    const before = worth;
    worth = share * sharpen(sharpness, score);
    shares[place] = worth - before;
  }
  return shares;
}

/** The vector whose product with the shopper's vector is the item's part of fold-in and prototypes. */
function liking({ pack, encoder: { blend }, mix }: Evidence, row: number): Float64Array {
  const sum = rowVector(pack, row).map((value) => blend.foldIn * value);
  if (pack.prototypes === null) return sum;
  for (const { prototype, share, affinity } of mix) {
    const liked = (blend.prototypes * share * similarity(pack.prototypes.likes, prototype, row)) / affinity;
    if (liked > 0) for (const [k, value] of rowVector(pack.prototypes, prototype).entries()) sum[k] += liked * value;
  }
  return sum;
}

/**
 * Keeps the largest reasons and adds up the others, so that the contributions sum to the score.
 *
 * @param reasons in any order
 * @param score what they must sum to
 */
function nameLargest(reasons: readonly Reason[], score: number): Reason[] {
  const sorted = reasons.filter((reason) => reason.contribution !== 0).sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const named = sorted.slice(0, REASONS_NAMED);
  const rest = score - named.reduce((sum, reason) => sum + reason.contribution, 0);
  // A rest of float32 rounding is not listed as a reason, but settled into the others.
  return settleSum(Math.abs(rest) > 1e-6 * Math.abs(score) ? [...named, { kind: 'rest', contribution: rest }] : named, score);
}

/**
 * The similarity of two items in a table.
 *
 * @param table null: 1 for the item itself, 0 for others
 * @param from row of the table
 * @param to row number of the item
 */
export function similarity(table: Neighbours | null, from: number, to: number): number {
  if (table === null) return from === to ? 1 : 0;
  const { offsets, items, weights, scales } = table;
  for (let k = offsets[from]; k < offsets[from + 1]; k++) {
    if (items[k] === to) return weights[k] * scales[from];
  }
  return 0;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}
