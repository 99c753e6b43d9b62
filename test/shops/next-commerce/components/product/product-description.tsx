'use client';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { AddToCart } from '@/components/cart/add-to-cart';
import type { Product } from '@/lib/shopify';

/** The choice of a variant is in the address, as `?color=black&size=m`. */
export function ProductDescription({ product }: { product: Product }) {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const chosen = (name: string) => search.get(name.toLowerCase());
  const variant =
    product.variants.find(({ selectedOptions }) => selectedOptions.every(({ name, value }) => chosen(name) === value.toLowerCase())) ??
    product.variants.find(({ availableForSale }) => availableForSale);
  return (
    <>
      <h1>{product.title}</h1>
      <p>
        €{variant?.price.amount} {variant?.title}
      </p>
      {product.options.map((option) => (
        <div key={option.id}>
          {option.values.map((value) => (
            <button
              key={value}
              type="button"
              aria-pressed={variant?.selectedOptions.some((one) => one.name === option.name && one.value === value)}
              onClick={() => {
                const next = new URLSearchParams(search.toString());
                next.set(option.name.toLowerCase(), value.toLowerCase());
                router.replace(`${path}?${next}`, { scroll: false });
              }}
            >
              {value}
            </button>
          ))}
        </div>
      ))}
      <AddToCart variant={variant} />
    </>
  );
}
