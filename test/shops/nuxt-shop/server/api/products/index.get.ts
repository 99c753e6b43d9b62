import products from '../../products.json';

export default defineEventHandler((event) => {
  const { category } = getQuery(event);
  return products.filter((product) => category === undefined || product.category.includes(String(category)));
});
