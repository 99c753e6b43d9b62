import type { CatalogItem } from 'onshelf';

/** A price as shoppers read it. */
export const priceOf = ({ price = 0, currency = 'EUR' }: CatalogItem) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(price);

/** Where the picture of a product is. All are in one file: no request names a product. */
export const pictureOf = (id: string) => `/pictures.svg#${id}`;

/** The part that all cards have: picture, title and price. */
export function ProductLink({ product, onClick }: { readonly product: CatalogItem; readonly onClick?: () => void }) {
  return (
    <>
      <a href={`#/product/${product.id}`} onClick={onClick}>
        <img src={pictureOf(product.id)} width="200" height="160" alt="" />
        <span>{product.title}</span>
      </a>
      <span className="price">{priceOf(product)}</span>
    </>
  );
}
