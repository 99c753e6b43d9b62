import type { SectionView } from '../sections/section-view.js';

/** What the codes of a copy are shown and read with. */
export type CodeView = Pick<SectionView, 'say'>;
