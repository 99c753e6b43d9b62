/** Items of a list, and entries of a segment list, whose call names no count. */
export const DEFAULT_COUNT = 12;
