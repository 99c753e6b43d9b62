import type { EvaluationRequest } from '../../../src/train/evaluate/evaluation-request.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../../src/train/models/train-settings.js';
import type { SplitSettings } from '../../../src/train/split/split-log.js';

/** A small evaluation of a log: popularity by leave-last-out, unless `more` says otherwise. */
export function evaluationOf(events: string, more: Partial<EvaluationRequest> = {}): EvaluationRequest {
  return {
    events: [events],
    logOptions: {},
    catalog: [],
    feedOptions: {},
    content: { used: true, embeddings: [] },
    newItems: 0,
    split: { protocol: 'leave-last-out' },
    maskHistory: undefined,
    cutoffs: [1, 2],
    models: ['popularity'],
    resamples: 0,
    settings: { ...DEFAULT_TRAIN_SETTINGS, threads: 1, dimensions: 8, iterations: 3 },
    database: { threads: 1, memoryLimit: '256MB' },
    now: Date.UTC(2026, 0),
    ...more,
  };
}

/** All folds of the held-out-users protocol. */
export const ALL_FOLDS = [0, 1, 2, 3, 4];

/** The held-out-users protocol on some of its folds. */
export const heldOut = (...folds: number[]): SplitSettings => ({ protocol: 'held-out-users', folds });
