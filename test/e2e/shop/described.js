// With `?told` the page reports its product itself.
if (location.search === '?told')
  window.dataLayer = [{ event: 'view_item', ecommerce: { items: [{ item_id: 'tent-007', price: 119.99 }] } }];
