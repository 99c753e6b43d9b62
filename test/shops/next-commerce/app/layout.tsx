import type { ReactNode } from 'react';
import { Navbar } from '@/components/layout/navbar';
import { ConsentBanner } from '@/components/onshelf/consent-banner';
import { ShopShelf } from '@/components/onshelf/shop-shelf';
import './globals.css';

export const metadata = { title: { default: 'Acme Store', template: '%s | Acme Store' }, robots: { follow: true, index: true } };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <ShopShelf>
          <Navbar />
          <main>{children}</main>
          <ConsentBanner />
        </ShopShelf>
      </body>
    </html>
  );
}
