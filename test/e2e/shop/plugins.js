// A shop system whose plugins for analytics and for a merchant account tell each look, one with a prefix before the id.
window.dataLayer = [];
window.gtag = function () {
  // biome-ignore lint/complexity/noArguments: gtag pushes this very object.
  dataLayer.push(arguments);
};
window.look = (id) => {
  gtag('event', 'view_item', { items: [{ id, name: 'A tent', price: '1.299,00', category: 'Tents' }] });
  gtag('event', 'view_item', {
    send_to: 'GLA',
    ecomm_pagetype: 'product',
    items: [{ id: `gla_${id}`, price: 1299, google_business_vertical: 'retail' }],
  });
};
