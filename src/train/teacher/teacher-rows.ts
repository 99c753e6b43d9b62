import type { Interactions } from '../log/interactions.js';
import type { SparseMatrix } from '../matrices/sparse-matrix.js';
import type { StepLog } from '../progress/step-log.js';
import type { TeacherName } from './teaching.js';
import { walkRows } from './walk-rows.js';

/**
 * Trains a teacher. The time it takes is bounded by the number of steps that are kept, not by a clock, so that the same log always gives
 * the same rows.
 *
 * @param teacher its name
 * @param interactions training data
 * @param minimumSupport minimum number of shoppers of a published pair, 1 or more
 * @param steps reports the progress, and keeps the rows for a build that is interrupted
 * @param purpose appended to the step's name
 * @returns scores above 0 from each item (row) to those that may follow (columns), shape [items, items]
 */
export function teacherRows(
  teacher: TeacherName,
  interactions: Interactions,
  minimumSupport: number,
  steps: StepLog,
  purpose: string,
): Promise<SparseMatrix> {
  const total = 2 * interactions.items;
  return steps.keep(`teacher (${teacher})${purpose}`, (progress) => walkRows(interactions, minimumSupport, progress), total, 'items');
}
