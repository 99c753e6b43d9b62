/** A title with the kind before the variant. */
export const KIND_FIRST = '{model} {kind}, {variant}';

/** A title with the variant before the kind. */
export const KIND_LAST = '{model} {variant} {kind}';
