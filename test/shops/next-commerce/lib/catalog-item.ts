import type { CatalogItem } from 'onshelf';
import type { Product } from '@/lib/shopify';

/** A product with the feed's names, for the lists of the shop's own. */
export const catalogItemOf = ({ variants, handle, title, featuredImage }: Product): CatalogItem => ({
  id: variants[0]?.id ?? handle,
  title,
  link: `/product/${handle}`,
  image_link: featuredImage.url,
});
