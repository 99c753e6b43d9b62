/** How feeds say that there is none of an item; the Google Merchant feed says `out_of_stock`. */
export const SOLD_OUT = /^(out[ _-]of[ _-]stock|sold[ _-]out|discontinued)$/i;
