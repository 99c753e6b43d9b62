import { ShopShelf } from './shop-shelf';

export const metadata = { title: 'A shop', icons: 'data:,' };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body style={{ font: '16px/1.4 sans-serif' }}>
        <ShopShelf>{children}</ShopShelf>
      </body>
    </html>
  );
}
