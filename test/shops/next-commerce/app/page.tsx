import { ProductGridItems } from '@/components/layout/product-grid-items';
import { HomeRail } from '@/components/onshelf/product-rail';
import { catalogItemOf } from '@/lib/catalog-item';
import { getCollectionProducts } from '@/lib/shopify';

export default async function HomePage() {
  const bestsellers = await getCollectionProducts({ collection: 'hidden-homepage-carousel' });
  const products = await getCollectionProducts({ collection: 'hidden-homepage-featured-items' });
  return (
    <>
      <h2>For you</h2>
      <HomeRail bestsellers={bestsellers.map(catalogItemOf)} />
      <h2>Products</h2>
      <ProductGridItems products={products} />
    </>
  );
}
