import type { ExplainRequest, Explanation } from '../../types/explanation.js';
import type { Measures } from '../../types/measures.js';
import type { Quiz, QuizRequest } from '../../types/quiz.js';
import type { Segments, SegmentsRequest } from '../../types/segments.js';
import type { CallOptions, Shelf } from '../../types/shelf.js';
import type { ShelfParts } from '../storage/shelf-parts.js';
import { importProfile } from './import-profile.js';
import { whenReady } from './list-calls.js';
import { reportHealth } from './report-health.js';

/** Items of a page of the catalogue that did not say. */
const DEFAULT_PAGE = 100;

/**
 * What a page asks seldom: loaded when it asks for the first time. Each takes the parts of the shelf and what its public call was
 * given, and rejects where the engine cannot be asked.
 */
export const furtherCalls = {
  explain: async (parts: ShelfParts, itemId: string, request?: ExplainRequest, options?: CallOptions): Promise<Explanation> =>
    parts.link.call('explain', { ...request, itemId }, await whenReady(parts, options)),

  quiz: async (parts: ShelfParts, request?: QuizRequest, options?: CallOptions): Promise<Quiz> =>
    parts.link.call('quiz', { ...request }, await whenReady(parts, options)),

  measure: async (parts: ShelfParts, options?: CallOptions): Promise<Measures> =>
    parts.link.call('measure', null, await whenReady(parts, options)),

  segments: async (parts: ShelfParts, request?: SegmentsRequest, options?: CallOptions): Promise<Segments> =>
    parts.link.call('segments', { ...request }, await whenReady(parts, options)),

  items: async (parts: ShelfParts, page?: Parameters<Shelf['items']>[0]): ReturnType<Shelf['items']> => {
    await parts.opening;
    return parts.link.call('items', { offset: page?.offset ?? 0, count: page?.count ?? DEFAULT_PAGE });
  },

  import: importProfile,
  health: reportHealth,
};
