import type { CatalogItem, Shelf } from 'onshelf';

/** A category, with the products in it and below it. */
export interface Category {
  readonly path: readonly string[];
  readonly items: readonly CatalogItem[];
}

/** The catalogue of the pack, for browsing. */
export interface ShopCatalog {
  readonly items: readonly CatalogItem[];
  /** First level of the tree, largest category first. */
  readonly departments: readonly Category[];
  find(id: string): CatalogItem | undefined;
  category(path: readonly string[]): Category;
  /** The categories right below one. */
  children(path: readonly string[]): readonly Category[];
  /** Products that contain every word of a text, in the pack's order. */
  search(text: string): readonly CatalogItem[];
}

const PAGE = 1000;

/** Reads the whole catalogue from the loaded pack, without a request to a server. */
export async function loadShopCatalog(shelf: Shelf): Promise<ShopCatalog> {
  const items: CatalogItem[] = [];
  for (let total = 1; items.length < total; ) {
    const page = await shelf.items({ offset: items.length, count: PAGE });
    if (page.items.length === 0) break;
    items.push(...page.items);
    total = page.total;
  }
  return createShopCatalog(items);
}

/** Indexes products by category. */
function createShopCatalog(items: readonly CatalogItem[]): ShopCatalog {
  const byId = new Map(items.map((item) => [item.id, item]));
  const category = (path: readonly string[]): Category => {
    return { path, items: items.filter((item) => path.every((name, level) => categoryPath(item)[level] === name)) };
  };
  const children = (path: readonly string[]): readonly Category[] => {
    const below = category(path).items.map((item) => categoryPath(item)[path.length]);
    const names = new Set(below.filter((name) => name !== undefined));
    return [...names].map((name) => category([...path, name]));
  };
  return {
    items,
    departments: [...children([])].sort((a, b) => b.items.length - a.items.length),
    find: (id) => byId.get(id),
    category,
    children,
    search: (text) => {
      const words = text.toLowerCase().split(/\s+/).filter(Boolean);
      return items.filter((item) => words.every((word) => searchText(item).includes(word)));
    },
  };
}

/** The levels of a product's category, the widest first; none for a product without one. A pack separates them by ` > `. */
export function levelsOf({ product_type = '' }: CatalogItem): readonly string[] {
  return product_type === '' ? [] : product_type.split(' > ');
}

/** The levels without the root that all products share: "Camping", "Tents". */
export function categoryPath(item: CatalogItem): readonly string[] {
  const names = levelsOf(item);
  return names.length > 1 ? names.slice(1) : names;
}

function searchText(item: CatalogItem): string {
  return [item.title, item.brand, item.product_type].join(' ').toLowerCase();
}
