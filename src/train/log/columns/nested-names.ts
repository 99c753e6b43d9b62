import type { LogField } from './log-columns.js';

/** Nested places of fields in the records of usual systems, the most specific first. A row has a value of the first that it has. */
export const NESTED_FIELDS: Readonly<Partial<Record<LogField, readonly string[]>>> = {
  user_id: [
    // Segment, RudderStack, mParticle, Mixpanel, Amplitude, Adobe, Klaviyo, Snowplow, PredictionIO.
    'context.traits.userId', 'context.user_id', 'traits.user_id', 'user.id', 'user.user_id', 'user.userId', 'customer.id', 'user_properties.user_id', 'properties.user_id',
    'properties.$user_id', 'data.customer.id', 'data.checkout.order.customer.id', 'relationships.profile.data.id', 'visitor.visitorId', 'visitor.id', 'user_identities.customer_id',
    'properties.distinct_id', 'identityMap.ECID[0].id', 'context.anonymousId', 'context.device.id', 'user.anonymous_id', 'client.id', 'properties.$device_id', 'device.id', 'context.sessionId', 'session.id',
  ],
  item_id: [
    'properties.product_id', 'properties.productId', 'properties.item_id', 'properties.itemId', 'properties.ProductID', 'properties.sku', 'properties.SKU', 'properties.variant', 'properties.id',
    'event_properties.product_id', 'event_properties.productId', 'event_properties.item_id', 'event_properties.ProductID', 'event_properties.sku', 'attributes.event_properties.ProductID', 'attributes.event_properties.product_id',
    'data.productVariant.product.id', 'data.productVariant.id', 'data.productVariant.sku', 'data.cartLine.merchandise.product.id', 'data.cartLine.merchandise.id', 'data.cartLine.merchandise.sku',
    'product.id', 'product.product_id', 'product.sku', 'item.id', 'item.item_id', 'ecommerce.item_id', 'data.product_id', 'data.item_id', 'data.product.id', 'payload.product_id', 'payload.item_id', 'params.item_id', 'params.product_id', 'custom_data.content_id',
  ],
  timestamp: ['properties.time', 'attributes.datetime', 'attributes.timestamp', 'context.timestamp', 'data.timestamp', 'message.timestamp', 'meta.timestamp'],
  event: ['event.name', 'event.type', 'event.action', 'data.event', 'attributes.metric_name', 'metric.name', 'unstruct_event_com_snowplowanalytics_snowplow_ecommerce_snowplow_ecommerce_action_1.type'],
  quantity: ['properties.quantity', 'properties.Quantity', 'event_properties.quantity', 'data.cartLine.quantity', 'data.quantity', 'product.quantity', 'payload.quantity'],
  value: ['properties.rating', 'properties.value', 'event_properties.rating', 'data.rating', 'payload.rating'],
  price: ['properties.price', 'event_properties.price', 'data.productVariant.price.amount', 'product.price'],
  transaction_id: ['ecommerce.transaction_id', 'properties.order_id', 'properties.orderId', 'properties.OrderId', 'event_properties.order_id', 'data.checkout.order.id', 'data.checkout.token', 'order.id', 'commerce.order.purchaseID'],
};

/** Places of lists of items: a record has a row for each element of the first list that it has. */
export const ITEM_LISTS: readonly string[] = [
  'items', 'products', 'line_items', 'lineItems', 'ecommerce.items', 'ecommerce.products', 'ecommerce.purchase.products', 'ecommerce.detail.products', 'ecommerce.add.products', 'ecommerce.remove.products', 'ecommerce.checkout.products',
  'properties.products', 'properties.items', 'properties.line_items', 'properties.Items', 'properties.contents', 'properties.content_ids', 'properties.ItemIDs',
  'event_properties.products', 'event_properties.items', 'attributes.event_properties.Items',
  'data.checkout.lineItems', 'data.collection.productVariants', 'data.cart.lines', 'data.searchResult.productVariants', 'data.items', 'data.products', 'payload.items', 'payload.products', 'order.items', 'order.line_items',
  'productListItems', 'product_list_items', 'product', 'contents', 'content_ids', 'custom_data.contents', 'custom_data.content_ids', 'productEventDetail.productDetails', 'productDetails',
  'contexts_com_snowplowanalytics_snowplow_ecommerce_product_1', 'actionDetails', 'itemDetails', 'hits', 'cart.items', 'basket.items', 'basket', 'lines', 'order_items', 'orderItems',
];

/** Places of fields in an element of a list. '' is the element itself. */
export const ELEMENT_FIELDS: Readonly<Partial<Record<LogField, readonly string[]>>> = {
  item_id: [
    'item_id', 'itemId', 'product_id', 'productId', 'ProductID', 'ProductId', 'variant.product.id', 'merchandise.product.id', 'product.id', 'productSku', 'productSKU', 'SKU', 'sku', 'productViewSku',
    'variant.id', 'merchandise.id', 'variant_id', 'variant.sku', 'merchandise.sku', 'itemSKU', 'content_id', 'itemDetails[0].itemSKU', 'id', '',
  ],
  quantity: ['quantity', 'Quantity', 'qty', 'productQuantity', 'qty_ordered'],
  price: ['price', 'item_price', 'ItemPrice', 'unit_price', 'variant.price.amount'],
  timestamp: ['timestamp'],
  event: ['type'],
};
