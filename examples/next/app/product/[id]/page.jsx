import { notFound } from 'next/navigation';
import { AddToCart } from '../../cart';
import { pictureOf, priceOf } from '../../product-link';
import { RelatedRail } from '../../product-rail';
import { bestsellers, findProduct } from '../../products';
import { ProductViewed } from './product-viewed';

export default async function Product({ params }) {
  const { id } = await params;
  const product = findProduct(id) ?? notFound();
  return (
    <>
      <article className="product">
        <img src={pictureOf(id)} width="200" height="160" alt="" />
        <div>
          <p className="brand">{product.brand}</p>
          <h1>{product.title}</h1>
          <p className="price">{priceOf(product)}</p>
          <p>{product.description}</p>
          <AddToCart className="primary" product={product} />
        </div>
      </article>
      <section>
        <h2>You may also like</h2>
        <RelatedRail id={id} bestsellers={bestsellers.slice(0, 4)} />
      </section>
      <ProductViewed id={id} />
    </>
  );
}
