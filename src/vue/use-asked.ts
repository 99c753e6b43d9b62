import { type ComputedRef, computed, type MaybeRefOrGetter, toValue } from 'vue';
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
import { toJson } from '../core/text/to-json.js';
import type { ExplainRequest, Explanation } from '../types/explanation.js';
import type { Measures } from '../types/results/measures.js';
import type { Segments, SegmentsRequest } from '../types/results/segments.js';
import type { NextBest, NextBestRequest } from '../types/slots/next-best.js';
import { useCall } from './use-list.js';
import { type Followed, useResource } from './use-resource.js';

const asked = <Value>({ value }: Followed<Value>): ComputedRef<Asked<Value>> => computed(() => askedOf(value.value));

/**
 * Categories and brands in the shopper's order, for menus and landing pages. `unavailable` without a pack.
 *
 * @param request of `shelf.segments()`
 */
export const useSegments = (request: MaybeRefOrGetter<SegmentsRequest> = {}): ComputedRef<Asked<Segments>> =>
  asked(useCall<Segments>(() => ({ name: 'segments', request: toValue(request) }), askSegments, toJson));

/**
 * What the places of a page show: items, categories, brands and banners. `unavailable` without a pack.
 *
 * @param request of `shelf.nextBest()`
 */
export const useNextBest = (request: MaybeRefOrGetter<NextBestRequest>): ComputedRef<Asked<NextBest>> =>
  asked(useCall<NextBest>(() => ({ name: 'nextBest', request: toValue(request) }), askNextBest, textOfNextBest));

/**
 * One item's score in full, and without each event.
 *
 * @param itemId of the item
 * @param request that of the `recommend()` call to explain
 */
export const useExplanation = (
  itemId: MaybeRefOrGetter<string>,
  request: MaybeRefOrGetter<ExplainRequest> = {},
): ComputedRef<Asked<Explanation>> =>
  asked(useCall<Explanation>(() => ({ name: 'explain', about: toValue(itemId), request: toValue(request) }), askExplanation, toJson));

/**
 * The catalogue's records of items, by id: for the titles of what reasons, a cart or a history name. Hidden and sold-out items are among them.
 *
 * @param itemIds as in the feed, or as pages and reasons say them; repeats do not matter
 */
export const useItems = (itemIds: MaybeRefOrGetter<readonly string[]>): ComputedRef<Asked<NamedItems>> =>
  asked(useCall<NamedItems>(() => itemsCall(toValue(itemIds)), askItems, textOfItems));

/** How the shopper responded to the lists, counted on the device. It is counted again after each event, impressions included. */
export const useMeasures = (): ComputedRef<Asked<Measures>> =>
  asked(useResource<Measures>((store) => store.resource('measures', askMeasures, toJson)));
