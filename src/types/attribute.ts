/** Type of an attribute: `word` has at most one text per item, `list` any number of them. */
export type AttributeType = 'number' | 'date' | 'word' | 'list';

/** A further column of the catalogue, whole. */
export type AttributeColumn =
  | {
      readonly type: 'number' | 'date';
      /** Numbers; dates as days since 1970. NaN is "not given". Shape [items]. */
      readonly values: Float64Array;
    }
  | {
      readonly type: 'word' | 'list';
      /** Index of each row's texts in `texts`. Shape [items]. */
      readonly codes: Uint8Array | Uint16Array | Uint32Array;
      /** Distinct texts of a row; [] is "not given". */
      readonly texts: readonly (readonly string[])[];
    };
