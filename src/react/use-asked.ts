import { useMemo } from 'react';
import {
  type Asked,
  askExplanation,
  askedOf,
  askItems,
  askMeasures,
  askNextBest,
  askSegments,
  itemsCall,
  type NamedItems,
  textOfItems,
  textOfNextBest,
} from '../binding/asked.js';
import type { Snapshot } from '../binding/resource.js';
import { toJson } from '../core/text/to-json.js';
import type { ExplainRequest, Explanation } from '../types/explanation.js';
import type { Measures } from '../types/results/measures.js';
import type { Segments, SegmentsRequest } from '../types/results/segments.js';
import type { NextBest, NextBestRequest } from '../types/slots/next-best.js';
import { useCall } from './use-call.js';
import { useResource } from './use-resource.js';

function useAsked<Value>({ value }: Snapshot<Value>): Asked<Value> {
  return useMemo(() => askedOf(value), [value]);
}

/**
 * Categories and brands in the shopper's order, for menus and landing pages. `unavailable` without a pack.
 *
 * @param request of `shelf.segments()`
 */
export function useSegments(request: SegmentsRequest = {}): Asked<Segments> {
  return useAsked(useCall({ name: 'segments', request }, askSegments, toJson).snapshot);
}

/**
 * What the places of a page show: items, categories, brands and banners. `unavailable` without a pack.
 *
 * @param request of `shelf.nextBest()`
 */
export function useNextBest(request: NextBestRequest): Asked<NextBest> {
  return useAsked(useCall({ name: 'nextBest', request }, askNextBest, textOfNextBest).snapshot);
}

/**
 * One item's score in full, and without each event.
 *
 * @param itemId of the item
 * @param request that of the `recommend()` call to explain
 */
export function useExplanation(itemId: string, request: ExplainRequest = {}): Asked<Explanation> {
  return useAsked(useCall({ name: 'explain', about: itemId, request }, askExplanation, toJson).snapshot);
}

/**
 * The catalogue's records of items, by id: for the titles of what reasons, a cart or a history name. Hidden and sold-out items are among them.
 *
 * @param itemIds as in the feed, or as pages and reasons say them; repeats do not matter
 */
export function useItems(itemIds: readonly string[]): Asked<NamedItems> {
  return useAsked(useCall(itemsCall(itemIds), askItems, textOfItems).snapshot);
}

/** How the shopper responded to the lists, counted on the device. It is counted again after each event, impressions included. */
export function useMeasures(): Asked<Measures> {
  const [snapshot] = useResource('measures', askMeasures, toJson);
  return useAsked(snapshot);
}
