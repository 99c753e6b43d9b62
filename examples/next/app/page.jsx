import { AddToCart } from './cart';
import { ProductLink } from './product-link';
import { HomeRail } from './product-rail';
import { bestsellers, newProducts } from './products';

// Rendered anew for every visitor, as a shop with stock and prices would.
export const dynamic = 'force-dynamic';

export default function Home() {
  return (
    <>
      <section className="hero">
        <div>
          <h1>Good gear for slow days outside</h1>
          <p>Tents, boots and stoves that last. Open a few products, and this page learns what you like.</p>
        </div>
        <img src="/pictures.svg#tent-014" width="200" height="160" alt="" />
      </section>
      <section>
        <h2>Recommended for you</h2>
        <HomeRail bestsellers={bestsellers} />
      </section>
      <section>
        <h2>New this week</h2>
        <ul className="cards">
          {newProducts.map((product) => (
            <li key={product.id}>
              <ProductLink product={product} />
              <small>{product.brand}</small>
              <AddToCart product={product} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
