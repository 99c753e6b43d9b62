import { useState } from 'react';
import { ConsentBanner } from './consent-banner';
import { HomePage } from './home-page';
import { KnownPage } from './known-page';
import { ProductPage } from './product-page';
import { bestsellers, findProduct } from './products';
import { useRoute } from './use-route';

export function App() {
  const [page, id] = useRoute();
  const [inCart, setInCart] = useState(0);
  const add = () => setInCart((count) => count + 1);
  return (
    <>
      <header>
        <a className="shop-name" href="#/">
          Moss &amp; Mile
        </a>
        <nav>
          <a href="#/known">What this shop knows</a>
          <span className="cart" role="status">
            Cart: {inCart}
          </span>
        </nav>
      </header>
      <main>
        {page === 'product' ? (
          <ProductPage key={id} product={findProduct(id) ?? bestsellers[0]} onAdd={add} />
        ) : page === 'known' ? (
          <KnownPage />
        ) : (
          <HomePage onAdd={add} />
        )}
      </main>
      <footer>Your lists are made in your own browser. What you look at is sent to nobody.</footer>
      <ConsentBanner />
    </>
  );
}
