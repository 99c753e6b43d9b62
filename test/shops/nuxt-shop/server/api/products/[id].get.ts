import products from '../../products.json';

export default defineEventHandler((event) => {
  const product = products.find(({ number }) => `${number}` === getRouterParam(event, 'id'));
  if (product === undefined) throw createError({ statusCode: 404, statusMessage: 'Product not found' });
  return product;
});
