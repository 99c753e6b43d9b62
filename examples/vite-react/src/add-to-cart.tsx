import { useTrack } from 'onshelf/react';
import type { Product } from './products';

interface AddToCartProps {
  readonly product: Product;
  readonly onAdd: () => void;
  readonly className?: string;
}

export function AddToCart({ product, onAdd, className }: AddToCartProps) {
  const track = useTrack();
  const add = () => {
    track('add_to_cart', { items: [{ item_id: product.id, quantity: 1 }] });
    onAdd();
  };
  return (
    <button type="button" className={className} aria-label={`Add to cart: ${product.title}`} onClick={add}>
      Add to cart
    </button>
  );
}
