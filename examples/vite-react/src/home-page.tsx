import { useRecommendations } from 'onshelf/react';
import { AddToCart } from './add-to-cart';
import { ProductLink } from './product-link';
import { ProductRail } from './product-rail';
import { bestsellers, newProducts } from './products';

export function HomePage({ onAdd }: { readonly onAdd: () => void }) {
  const list = useRecommendations({ scenario: 'home', exclude: 'seen', fallback: bestsellers });
  return (
    <>
      <section className="hero">
        <div>
          <h1>Good gear for slow days outside</h1>
          <p>Tents, boots and stoves that last. Open a few products, and this page learns what you like.</p>
        </div>
        <img src="/pictures.svg#tent-014" width="200" height="160" alt="" />
      </section>
      <ProductRail title="Recommended for you" list={list} />
      <section>
        <h2>New this week</h2>
        <ul className="cards">
          {newProducts.map((product) => (
            <li key={product.id}>
              <ProductLink product={product} />
              <small>{product.brand}</small>
              <AddToCart product={product} onAdd={onAdd} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
