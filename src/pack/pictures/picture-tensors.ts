/** Tensors of a file of the role `pictures`. */
export const PICTURE_TENSORS = { size: 'size', rows: 'rows', offsets: 'offsets', bytes: 'bytes' } as const;
