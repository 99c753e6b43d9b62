import Link from 'next/link';
import type { Product } from '@/lib/shopify';

export function ProductGridItems({ products }: { products: Product[] }) {
  return (
    <ul className="grid">
      {products.map((product) => (
        <li key={product.handle}>
          <Link href={`/product/${product.handle}`} prefetch={true}>
            <img src={product.featuredImage.url} width={176} height={176} alt={product.featuredImage.altText} />
            <span>{product.title}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
