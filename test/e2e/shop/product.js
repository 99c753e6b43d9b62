// As Google documents it, https://developers.google.com/analytics/devguides/collection/ga4/ecommerce, with this shop's items.
window.dataLayer = window.dataLayer || [];
function gtag() {
  // biome-ignore lint/complexity/noArguments: this is the very function that Google's documentation gives.
  dataLayer.push(arguments);
}
const id = new URLSearchParams(location.search).get('id') ?? 'tent-001';
const item = {
  item_id: id,
  item_name: 'A tent',
  affiliation: 'Google Merchandise Store',
  index: 0,
  item_brand: 'Google',
  price: 95,
  quantity: 1,
};
gtag('consent', 'default', { ad_storage: 'denied', analytics_storage: 'denied', personalization_storage: 'denied', wait_for_update: 500 });
gtag('js', new Date());
gtag('config', 'TAG_ID');
gtag('event', 'view_item', { currency: 'USD', value: 95, items: [item] });
gtag('consent', 'update', { personalization_storage: new URLSearchParams(location.search).get('consent') ?? 'granted' });
addEventListener('DOMContentLoaded', () => {
  document.querySelector('#cart').addEventListener('click', () => {
    // Google Tag Manager's shape.
    dataLayer.push({ ecommerce: null });
    dataLayer.push({ event: 'add_to_cart', ecommerce: { currency: 'USD', value: 95, items: [item] } });
  });
});
