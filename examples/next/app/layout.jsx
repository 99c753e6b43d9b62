import Link from 'next/link';
import { CartCount, CartProvider } from './cart';
import { ConsentBanner } from './consent-banner';
import { ShopShelf } from './shop-shelf';

export const metadata = { title: 'Moss & Mile: outdoor goods', icons: 'data:,' };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <head>
        <link rel="stylesheet" href="/shop.css" precedence="default" />
      </head>
      <body>
        <ShopShelf>
          <CartProvider>
            <header>
              <Link className="shop-name" href="/">
                Moss &amp; Mile
              </Link>
              <nav>
                <Link href="/known">What this shop knows</Link>
                <CartCount />
              </nav>
            </header>
            <main>{children}</main>
            <footer>Your lists are made in your own browser. What you look at is sent to nobody.</footer>
          </CartProvider>
          <ConsentBanner />
        </ShopShelf>
      </body>
    </html>
  );
}
