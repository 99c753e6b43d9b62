import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { RelatedRail } from '@/components/onshelf/product-rail';
import { ProductViewed } from '@/components/onshelf/product-viewed';
import { ProductDescription } from '@/components/product/product-description';
import { catalogItemOf } from '@/lib/catalog-item';
import { getCollectionProducts, getProduct } from '@/lib/shopify';

export default async function ProductPage(props: { params: Promise<{ handle: string }> }) {
  const { handle } = await props.params;
  const product = await getProduct(handle);
  if (!product) return notFound();
  const productJsonLd = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.title,
    image: product.featuredImage.url,
    offers: {
      '@type': 'AggregateOffer',
      availability: 'https://schema.org/InStock',
      priceCurrency: product.priceRange.maxVariantPrice.currencyCode,
      highPrice: product.priceRange.maxVariantPrice.amount,
    },
  };
  const bestsellers = await getCollectionProducts({ collection: 'hidden-homepage-carousel' });
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: as the template writes it. */}
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(productJsonLd) }} />
      <img src={product.featuredImage.url} width={176} height={176} alt={product.featuredImage.altText} />
      <Suspense fallback={null}>
        <ProductDescription product={product} />
      </Suspense>
      <ProductViewed id={product.id} />
      <h2>You may also like</h2>
      <RelatedRail id={product.id} bestsellers={bestsellers.map(catalogItemOf)} />
    </>
  );
}
