import { readCurve } from '../../engine/plan/relevance-curve.js';
import type { RelevanceCurve } from '../../types/relevance-curve.js';
import type { ListedItem } from './count-new-items.js';

/** Items of about one relevance. */
interface ReliabilityBin {
  /** Number of items. */
  readonly items: number;
  /** Their mean relevance. */
  readonly predicted: number;
  /** Share of them that the shoppers went on to. */
  readonly observed: number;
}

/** How far a curve is to be relied on. */
export interface Reliability {
  /** Ten, of equally many items, the least relevant first. */
  readonly bins: readonly ReliabilityBin[];
  /** Mean distance of predicted and observed over the bins, weighted by their items: the expected calibration error. */
  readonly error: number;
  /** Mean log loss of the relevances, in nats per item. */
  readonly loss: number;
  /** The same of one number for all items: the share that was chosen. */
  readonly plainLoss: number;
}

/** A relevance, and 1 where the shopper went on to the item, otherwise 0. */
export interface Prediction {
  readonly predicted: number;
  readonly observed: number;
}

const BINS = 10;
/** Keeps a logarithm finite. */
const LEAST = 1e-6;

/**
 * Compares a curve with what shoppers who did not fit it went on to.
 *
 * @param curve fitted on others
 * @param listed items of lists, one or more
 * @see Naeini, Cooper, Hauskrecht: Obtaining well calibrated probabilities using Bayesian binning, AAAI 2015 (expected calibration error)
 */
export function reliability(curve: RelevanceCurve, listed: readonly ListedItem[]): Reliability {
  return reliabilityOf(predictions(curve, listed));
}

/** Reads a curve for items of lists. */
export function predictions(curve: RelevanceCurve, listed: readonly ListedItem[]): Prediction[] {
  return listed.map(({ deviations, chosen }) => ({ predicted: readCurve(curve, deviations), observed: Number(chosen) }));
}

/**
 * Compares predictions of one curve or of several with what the shoppers went on to.
 *
 * @param predicted of items of lists, one or more
 */
export function reliabilityOf(predicted: readonly Prediction[]): Reliability {
  const items = [...predicted].sort((a, b) => a.predicted - b.predicted);
  const bins = Array.from({ length: BINS }, (_, bin): ReliabilityBin => {
    const inside = items.slice(Math.round((bin * items.length) / BINS), Math.round(((bin + 1) * items.length) / BINS));
    return {
      items: inside.length,
      predicted: meanOf(inside.map(({ predicted }) => predicted)),
      observed: meanOf(inside.map(({ observed }) => observed)),
    };
  });
  const all = meanOf(items.map(({ observed }) => observed));
  return {
    bins,
    error: bins.reduce((sum, bin) => sum + (bin.items / items.length) * Math.abs(bin.predicted - bin.observed), 0),
    loss: meanOf(items.map(({ predicted, observed }) => lossOf(predicted, observed))),
    plainLoss: meanOf(items.map(({ observed }) => lossOf(all, observed))),
  };
}

function lossOf(predicted: number, observed: number): number {
  const safe = Math.min(Math.max(predicted, LEAST), 1 - LEAST);
  return -(observed * Math.log(safe) + (1 - observed) * Math.log(1 - safe));
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
