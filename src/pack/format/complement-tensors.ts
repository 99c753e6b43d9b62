/** Prefix of the tensors of what is bought with each item. */
export const PAIRS = 'pairs.';
/** Prefix of the tensors of what is bought with each category. */
export const BY_CATEGORY = 'categories.';
/** The tensor with the weight of its category per item. */
export const BACK_OFF = 'backOff';
/** The weight 1 in `BACK_OFF`. */
export const BACK_OFF_MAXIMUM = 255;
