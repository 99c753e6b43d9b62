/**
 * Matches an `availability` that means sold out: Google Merchant's `out_of_stock`; schema.org's `OutOfStock`, `SoldOut` and `Discontinued`, with
 * or without their address. Items on `preorder` or `backorder`, or without a value, are not sold out.
 */
export const SOLD_OUT = /(out.?of.?stock|sold.?out|discontinued)$/i;
