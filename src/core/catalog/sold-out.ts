/**
 * How feeds say that nothing of an item is left: Google Merchant's `out_of_stock`, schema.org's `OutOfStock`, `SoldOut` and `Discontinued`
 * with or without their address. What may still be ordered (`preorder`, `backorder`), or says nothing, is no such thing.
 */
export const SOLD_OUT = /(out.?of.?stock|sold.?out|discontinued)$/i;
