import { modelOfList } from '../../core/events/list-id.js';
import { readDraft } from '../../core/numbers/draft-teams.js';
import { attributeEvents } from '../../profile/attribute-events.js';
import type { Profile } from '../../types/profile.js';
import type { ListMeasure, Measures, ModelMeasure } from '../../types/results/measures.js';
import { correctClicks, examinationOf } from './correct-clicks.js';
import { measureInterleavings } from './measure-interleavings.js';

/** Number of latest lists of the hit rate. */
const LISTS_ROLLING = 100;

/**
 * Measures the shopper's response to the lists, one by one and by model.
 *
 * @param profile the shopper
 */
export function measureLists(profile: Profile): Measures {
  const attributed = attributeEvents(profile);
  const lists = attributed
    .map(
      ({ listId, time, seen, clicked, carted, bought }): ListMeasure => ({
        listId,
        model: modelOf(listId),
        time,
        impressions: seen.size,
        clicks: clicked.size,
        carts: carted.size,
        purchases: bought.size,
      }),
    )
    .reverse();
  const names = [...new Set(lists.flatMap(({ model }) => model ?? []))].sort();
  // Examination by place does not depend on the model.
  const examination = examinationOf(attributed);
  return {
    lists,
    models: names.map((model) => ({
      ...sumUp(
        model,
        lists.filter((list) => list.model === model),
      ),
      corrected: correctClicks(
        attributed.filter(({ listId }) => modelOf(listId) === model),
        examination,
      ),
    })),
    interleavings: measureInterleavings(attributed),
  };
}

function modelOf(listId: string): string | null {
  return modelOfList(readDraft(listId).plainId);
}

function sumUp(model: string, lists: readonly ListMeasure[]): Omit<ModelMeasure, 'corrected'> {
  const total = (field: 'impressions' | 'clicks' | 'carts' | 'purchases'): number => lists.reduce((sum, list) => sum + list[field], 0);
  // A click proves that the list was seen, even without an impression.
  const rolling = lists.filter(({ impressions, clicks }) => impressions + clicks > 0).slice(0, LISTS_ROLLING);
  return {
    model,
    lists: lists.length,
    impressions: total('impressions'),
    clicks: total('clicks'),
    carts: total('carts'),
    purchases: total('purchases'),
    hitRate: rolling.length === 0 ? null : rolling.filter(({ clicks }) => clicks > 0).length / rolling.length,
  };
}
