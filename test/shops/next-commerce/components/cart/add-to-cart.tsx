'use client';
import { useTrack } from 'onshelf/react';
import { useActionState } from 'react';
import type { ProductVariant } from '@/lib/shopify';
import { addItem } from './actions';

export function AddToCart({ variant }: { variant: ProductVariant | undefined }) {
  const [message, formAction] = useActionState(addItem, null);
  const track = useTrack();
  return (
    <form
      action={() => {
        if (variant) track('add_to_cart', { items: [{ item_id: variant.id, price: Number(variant.price.amount) }] });
        formAction(variant?.id);
      }}
    >
      <button aria-label="Add to cart" disabled={!variant?.availableForSale}>
        Add To Cart
      </button>
      <p aria-live="polite">{message}</p>
    </form>
  );
}
