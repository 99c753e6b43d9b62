/**
 * Tensors of the file of a locale, beside those of the columns in `LATE_COLUMNS`: columns by row, but for `currency`, which has one text, and `categories`,
 * which has one by code of the catalogue's `product_type`.
 */
export const LOCALE_TENSORS = { availability: 'availability', price: 'price', currency: 'currency', categories: 'categories' } as const;
