'use client';
import { useTrack } from 'onshelf/react';
import { createContext, useContext, useState } from 'react';

const Cart = createContext(null);

/** Keeps the number of products in the cart, for as long as the page is open. */
export function CartProvider({ children }) {
  return <Cart value={useState(0)}>{children}</Cart>;
}

export function CartCount() {
  const [count] = useContext(Cart);
  return (
    <span className="cart" role="status">
      Cart: {count}
    </span>
  );
}

export function AddToCart({ product, className }) {
  const track = useTrack();
  const [, setCount] = useContext(Cart);
  const add = () => {
    track('add_to_cart', { items: [{ item_id: product.id, quantity: 1 }] });
    setCount((count) => count + 1);
  };
  return (
    <button type="button" className={className} aria-label={`Add to cart: ${product.title}`} onClick={add}>
      Add to cart
    </button>
  );
}
