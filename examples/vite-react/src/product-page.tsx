import { useRelatedProducts, useTrack } from 'onshelf/react';
import { useEffect } from 'react';
import { AddToCart } from './add-to-cart';
import { pictureOf, priceOf } from './product-link';
import { ProductRail } from './product-rail';
import { bestsellers, type Product } from './products';

export function ProductPage({ product, onAdd }: { readonly product: Product; readonly onAdd: () => void }) {
  const track = useTrack();
  const related = useRelatedProducts(product.id, { fallback: bestsellers.slice(0, 4) });
  useEffect(() => void scrollTo(0, 0), []);
  useEffect(() => void track('view_item', { items: [{ item_id: product.id }] }), [track, product.id]);
  return (
    <>
      <article className="product">
        <img src={pictureOf(product.id)} width="200" height="160" alt="" />
        <div>
          <p className="brand">{product.brand}</p>
          <h1>{product.title}</h1>
          <p className="price">{priceOf(product)}</p>
          <p>{product.description}</p>
          <AddToCart className="primary" product={product} onAdd={onAdd} />
        </div>
      </article>
      <ProductRail title="You may also like" list={related} />
    </>
  );
}
