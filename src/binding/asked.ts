import { toJson } from '../core/text/to-json.js';
import type { Answer } from '../types/answer.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { Explanation } from '../types/explanation.js';
import type { Measures } from '../types/results/measures.js';
import type { Segments } from '../types/results/segments.js';
import type { Shelf } from '../types/shelf.js';
import type { NextBest } from '../types/slots/next-best.js';
import { askShelf, type ShelfCall } from './shelf-call.js';

/** An answer that is not a list, kept up to date. Immutable, and the same object until it changes. */
export interface Asked<Value> {
  /** The answer; null on the server, while hydrating, until it arrives, and without one. */
  readonly value: Value | null;
  /** `unavailable`: there is no answer, since there is no pack or the engine does not answer; `shelf.health()` says why. */
  readonly status: 'loading' | 'ready' | 'unavailable';
}

const LOADING: Asked<never> = Object.freeze({ value: null, status: 'loading' });
const UNAVAILABLE: Asked<never> = Object.freeze({ value: null, status: 'unavailable' });

/** The result of a call that is not a list; undefined until it arrives, null without an answer. */
export function askedOf<Value>(value: Value | null | undefined): Asked<Value> {
  return value ? Object.freeze({ value, status: 'ready' }) : value === undefined ? LOADING : UNAVAILABLE;
}

/** Asks for segments. Without a pack there are none. */
export const askSegments = async (shelf: Shelf, call: ShelfCall): Promise<Segments | null> => {
  const segments = await askShelf<Segments>(shelf, call);
  return segments && segments.model !== 'fallback' ? segments : null;
};

/** Asks what places show. Without a pack nothing does. */
export const askNextBest = async (shelf: Shelf, call: ShelfCall): Promise<NextBest | null> => {
  const best = await askShelf<NextBest>(shelf, call);
  return best && best.model !== 'fallback' ? best : null;
};

/** What places show as text, for comparison: an id alone is no other answer. */
export const textOfNextBest = (best: NextBest): string => toJson({ ...best, recommendationId: '' });

/** Asks for an explanation. */
export const askExplanation = async (shelf: Shelf, call: ShelfCall): Promise<Explanation | null> =>
  (await askShelf<Explanation | null>(shelf, call)) ?? null;

/** Records of the catalogue, by the ids that were asked for. */
export type NamedItems = ReadonlyMap<string, CatalogItem>;

/** The call for the records of some items: the one list that leaves none out. Ids may be repeated. */
export const itemsCall = (itemIds: readonly string[]): ShelfCall => ({
  name: 'rerank',
  about: [...new Set(itemIds)],
  request: { strength: 0 },
});

/** Asks for the records of items. */
export const askItems = async (shelf: Shelf, call: ShelfCall): Promise<NamedItems | null> => {
  const { servedBy, items } = (call.about?.length && (await askShelf<Answer>(shelf, call))) || { items: [] };
  return servedBy?.model === 'fallback' ? null : new Map(items.map(({ id, item }) => [id, item]));
};

/** Records as text, for comparison. */
export const textOfItems = (items: NamedItems): string => toJson([...items]);

/** Asks for the measures. */
export const askMeasures = async (shelf: Shelf): Promise<Measures | null> => (await shelf.measure?.()) ?? null;
