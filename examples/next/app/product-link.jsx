import Link from 'next/link';

/** A price as shoppers read it. */
export const priceOf = ({ price = 0, currency = 'EUR' }) => new Intl.NumberFormat('en', { style: 'currency', currency }).format(price);

/** Where the picture of a product is. All are in one file: no request names a product. */
export const pictureOf = (id) => `/pictures.svg#${id}`;

/** The part that all cards have: picture, title and price. */
export function ProductLink({ product, onClick }) {
  return (
    <>
      {/* Fetched ahead, the pages of what is recommended would tell the server what that is. */}
      <Link href={`/product/${product.id}`} prefetch={false} onClick={onClick}>
        <img src={pictureOf(product.id)} width="200" height="160" alt="" />
        <span>{product.title}</span>
      </Link>
      <span className="price">{priceOf(product)}</span>
    </>
  );
}
