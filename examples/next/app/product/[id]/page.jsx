import Link from 'next/link';
import { ProductViewed } from './product-viewed';

export default async function Product({ params }) {
  const { id } = await params;
  return (
    <main>
      <h1>{id}</h1>
      <ProductViewed id={id} />
      <Link href="/">Home</Link>
    </main>
  );
}
