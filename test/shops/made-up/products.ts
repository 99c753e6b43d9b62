/** A variant of a product, with the number that shop systems give it. */
export interface Variant {
  readonly number: number;
  readonly size: string;
  readonly color: string;
  readonly sku: string;
  /** In euro. */
  readonly price: number;
  readonly available: boolean;
}

/** A product of a made-up shop: each system names it and its variants in its own way. */
export interface Product {
  readonly number: number;
  /** The word for it in addresses. */
  readonly handle: string;
  readonly title: string;
  readonly vendor: string;
  /** From the widest to the narrowest. */
  readonly category: readonly string[];
  readonly variants: readonly Variant[];
}

/** The shop's shelves: category, kind of product, sizes, and the price of the cheapest. */
const SHELVES: readonly (readonly [string, string, readonly string[], number])[] = [
  ['Drinkware', 'mug', ['350 ml'], 14],
  ['Apparel', 't-shirt', ['S', 'M', 'L'], 20],
  ['Bags', 'tote bag', ['One size'], 18],
  ['Stationery', 'notebook', ['A5', 'A6'], 9],
  ['Lighting', 'table lamp', ['Small', 'Large'], 65],
];
const NAMES = ['Amber', 'Birch', 'Cobalt', 'Drift', 'Ember', 'Fjord', 'Grove', 'Harbour'];
const VENDORS = ['Oak & Loom', 'North Pier', 'Studio Kiln'];
const COLORS = ['Black', 'Natural'];

/** The made-up shop's forty products: eight on each of five shelves. */
export const PRODUCTS: readonly Product[] = SHELVES.flatMap(([shelf, kind, sizes, price], place) =>
  NAMES.map((name, index) => {
    const number = 7001 + place * NAMES.length + index;
    const variants = sizes.flatMap((size, at) =>
      COLORS.map((color, other) => ({
        number: number * 100 + at * COLORS.length + other,
        size,
        color,
        sku: `${kind.slice(0, 3).toUpperCase()}-${number}-${at}${other}`,
        price: price + index * 2 + at * 3,
        available: !(index === 7 && other === 1),
      })),
    );
    const title = `${name} ${kind}`;
    return {
      number,
      handle: title.toLowerCase().replaceAll(' ', '-'),
      title,
      vendor: VENDORS[index % VENDORS.length],
      category: ['Home', shelf],
      variants,
    };
  }),
);

/** The products on a shelf, in the shop's order. */
const productsOf = (shelf: string): readonly Product[] => PRODUCTS.filter(({ category }) => category.includes(shelf));

/** What most shoppers like is on the shelf "Apparel": it is the shop's own list, before it knows the shopper. */
export const BESTSELLERS: readonly Product[] = productsOf('Apparel').slice(0, 4);
