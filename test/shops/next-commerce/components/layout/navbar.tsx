import { cookies } from 'next/headers';
import Link from 'next/link';

export async function Navbar() {
  const cart = (await cookies()).get('cartId')?.value ?? '';
  return (
    <nav>
      <Link href="/" prefetch={true}>
        Shop
      </Link>
      <span role="status">Cart: {cart === '' ? 0 : cart.split(',').length}</span>
    </nav>
  );
}
