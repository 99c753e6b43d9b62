export const pathOf = (link = '/') => {
  const { pathname, search } = new URL(link, 'https://shop.example');
  return pathname + search;
};
