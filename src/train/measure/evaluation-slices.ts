/**
 * Slices of the shoppers and targets that are measured separately: `history N` are shoppers with N events before the list, `history 1+`
 * all with a history; `item N` are targets with N shoppers in training.
 */
export const EVALUATION_SLICES = [
  'history 1+',
  'history 0',
  'history 1',
  'history 2-3',
  'history 4-9',
  'history 10+',
  'item 0',
  'item 1-5',
  'item 6-20',
  'item 21+',
] as const;

/** One of `EVALUATION_SLICES`. */
export type SliceName = (typeof EVALUATION_SLICES)[number];

/**
 * Slices of a shopper; cold shoppers are those of `history 0` to `history 2-3`.
 *
 * @param events number of events in the history
 */
export function historySlices(events: number): SliceName[] {
  if (events === 0) return ['history 0'];
  if (events === 1) return ['history 1+', 'history 1'];
  if (events <= 3) return ['history 1+', 'history 2-3'];
  return ['history 1+', events <= 9 ? 'history 4-9' : 'history 10+'];
}

/**
 * Slice of a target; cold items are those of the first slices.
 *
 * @param shoppers number of shoppers of the item in training
 */
export function targetSlice(shoppers: number): SliceName {
  if (shoppers === 0) return 'item 0';
  if (shoppers <= 5) return 'item 1-5';
  return shoppers <= 20 ? 'item 6-20' : 'item 21+';
}
