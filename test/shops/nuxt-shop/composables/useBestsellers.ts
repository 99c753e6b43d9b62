import type { CatalogItem } from 'onshelf';

/** The shop's own list, with the feed's names. */
export async function useBestsellers(): Promise<Ref<CatalogItem[]>> {
  const { data } = await useFetch('/api/products', { query: { category: 'Apparel' }, key: 'bestsellers' });
  return computed(() =>
    (data.value ?? []).slice(0, 4).map((product) => ({
      id: `${product.variants[0]?.number}`,
      title: product.title,
      link: `/product/${product.number}`,
      image_link: `/pictures/${product.handle}.svg`,
    })),
  );
}
