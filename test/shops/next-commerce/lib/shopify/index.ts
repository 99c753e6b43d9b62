import products from './products.json';

export interface ProductVariant {
  id: string;
  title: string;
  availableForSale: boolean;
  selectedOptions: { name: string; value: string }[];
  price: { amount: string; currencyCode: string };
}

export interface Product {
  id: string;
  handle: string;
  availableForSale: boolean;
  title: string;
  options: { id: string; name: string; values: string[] }[];
  priceRange: { maxVariantPrice: { amount: string; currencyCode: string } };
  variants: ProductVariant[];
  featuredImage: { url: string; altText: string; width: number; height: number };
}

const money = (amount: number) => ({ amount: amount.toFixed(1), currencyCode: 'EUR' });

const reshapeProduct = ({ number, handle, title, variants }: (typeof products)[number]): Product => ({
  id: `gid://shopify/Product/${number}`,
  handle,
  title,
  availableForSale: variants.some(({ available }) => available),
  options: [
    { id: `gid://shopify/ProductOption/${number}1`, name: 'Color', values: [...new Set(variants.map(({ color }) => color))] },
    { id: `gid://shopify/ProductOption/${number}2`, name: 'Size', values: [...new Set(variants.map(({ size }) => size))] },
  ],
  priceRange: { maxVariantPrice: money(Math.max(...variants.map(({ price }) => price))) },
  variants: variants.map((variant) => ({
    id: `gid://shopify/ProductVariant/${variant.number}`,
    title: `${variant.color} / ${variant.size}`,
    availableForSale: variant.available,
    selectedOptions: [
      { name: 'Color', value: variant.color },
      { name: 'Size', value: variant.size },
    ],
    price: money(variant.price),
  })),
  featuredImage: { url: `/pictures/${handle}.svg`, altText: title, width: 176, height: 176 },
});

const inCategory = (category: string): Product[] => products.filter((product) => product.category.includes(category)).map(reshapeProduct);

export async function getProduct(handle: string): Promise<Product | undefined> {
  const found = products.find((product) => product.handle === handle);
  return found && reshapeProduct(found);
}

export async function getCollectionProducts({ collection }: { collection: string }): Promise<Product[]> {
  return collection === 'hidden-homepage-carousel'
    ? inCategory('Apparel').slice(0, 4)
    : [...inCategory('Drinkware'), ...inCategory('Apparel')];
}
