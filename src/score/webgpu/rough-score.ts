import catalogRowsText from './catalog-rows.wgsl?raw';
import dotBuiltinText from './dot-builtin.wgsl?raw';
import dotMasksText from './dot-masks.wgsl?raw';
import planText from './plan.wgsl?raw';
import roughScoreWgsl from './rough-score.wgsl?raw';

/**
 * The text with which every kernel begins that scores rows roughly.
 *
 * @param packed use WGSL's `dot4I8Packed`?
 */
export function roughScoreText(packed: boolean): string {
  return [planText, catalogRowsText, packed ? dotBuiltinText : dotMasksText, roughScoreWgsl].join('\n');
}
