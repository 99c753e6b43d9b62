'use server';
import { revalidatePath } from 'next/cache';
import { cookies } from 'next/headers';

export async function addItem(_previous: string | null, selectedVariantId: string | undefined): Promise<string | null> {
  if (!selectedVariantId) return 'Error adding item to cart';
  const jar = await cookies();
  const cart = jar.get('cartId')?.value;
  jar.set('cartId', [...(cart ? [cart] : []), selectedVariantId.replace(/\D+/g, '')].join(','));
  revalidatePath('/', 'layout');
  return null;
}
