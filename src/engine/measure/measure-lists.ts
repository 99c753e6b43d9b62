import { readArm } from '../../core/events/list-arm.js';
import { modelOfList } from '../../core/events/list-id.js';
import { readDraft } from '../../core/numbers/draft-teams.js';
import { type AttributedList, attributeEvents } from '../../profile/attribute-events.js';
import type { Pack } from '../../types/pack.js';
import type { Profile } from '../../types/profile.js';
import type { ArmMeasure, ListMeasure, Measures, ModelMeasure } from '../../types/results/measures.js';
import { correctClicks, examinationOf } from './correct-clicks.js';
import { measureExposure } from './measure-exposure.js';
import { measureInterleavings } from './measure-interleavings.js';

/** Number of latest lists of the hit rate. */
const LISTS_ROLLING = 100;

/**
 * Measures the shopper's response to the lists, one by one and by model, and what these showed.
 *
 * @param profile the shopper
 * @param pack the catalogue, for what was shown
 */
export function measureLists(profile: Profile, pack: Pack): Measures {
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
  const measureOf = (isMeant: (listId: string) => boolean): Omit<ModelMeasure, 'model'> => ({
    ...sumUp(lists.filter(({ listId }) => isMeant(listId))),
    corrected: correctClicks(
      attributed.filter(({ listId }) => isMeant(listId)),
      examination,
    ),
  });
  return {
    lists,
    exposure: measureExposure(
      attributed.filter(({ listId }) => modelOf(listId) !== null),
      pack,
    ),
    models: names.map((model) => ({ model, ...measureOf((listId) => modelOf(listId) === model) })),
    arms: armsOf(attributed).map((mark) => {
      const { experiment, arm } = mark;
      return { experiment, arm, ...measureOf((listId) => markOf(listId) === markText(mark)) };
    }),
    interleavings: measureInterleavings(attributed),
  };
}

/** The groups of experiments that lists were made for, by name. */
function armsOf(attributed: readonly AttributedList[]): Pick<ArmMeasure, 'experiment' | 'arm'>[] {
  const arms = new Map(attributed.flatMap(({ listId }) => armOf(listId) ?? []).map((arm) => [markText(arm), arm]));
  return [...arms].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, arm]) => arm);
}

const armOf = (listId: string): ReturnType<typeof readArm> => readArm(readDraft(listId).plainId);
const markText = ({ experiment, arm }: Pick<ArmMeasure, 'experiment' | 'arm'>): string => `${experiment} ${arm}`;
const markOf = (listId: string): string | null => {
  const arm = armOf(listId);
  return arm && markText(arm);
};

function modelOf(listId: string): string | null {
  return modelOfList(readDraft(listId).plainId);
}

function sumUp(lists: readonly ListMeasure[]): Omit<ModelMeasure, 'corrected' | 'model'> {
  const total = (field: 'impressions' | 'clicks' | 'carts' | 'purchases'): number => lists.reduce((sum, list) => sum + list[field], 0);
  // A click proves that the list was seen, even without an impression.
  const rolling = lists.filter(({ impressions, clicks }) => impressions + clicks > 0).slice(0, LISTS_ROLLING);
  return {
    lists: lists.length,
    impressions: total('impressions'),
    clicks: total('clicks'),
    carts: total('carts'),
    purchases: total('purchases'),
    hitRate: rolling.length === 0 ? null : rolling.filter(({ clicks }) => clicks > 0).length / rolling.length,
  };
}
