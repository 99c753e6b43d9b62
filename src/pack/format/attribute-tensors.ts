/**
 * The tensors of an attribute's file. Words: `codes`, and the text column `values`. Lists: also `lists` and `members`. Numbers: `numbers`, or
 * `steps` and `range`; those of dates have the prefix `date.`. `docs/pack-format.md` is the specification.
 */
export const ATTRIBUTE_TENSORS = {
  codes: 'codes',
  values: 'values',
  lists: 'lists',
  members: 'members',
  numbers: 'numbers',
  steps: 'steps',
  range: 'range',
} as const;

/** Prefix of the tensors of dates. */
export const DATES = 'date.';

/** Element types of codes, the narrowest first, with the number of codes each has. */
export const CODE_TYPES = [
  ['U8', 2 ** 8],
  ['U16', 2 ** 16],
  ['U32', 2 ** 32],
] as const;
