// What Segment's snippet does, https://segment.com/docs/connections/sources/catalog/libraries/website/javascript/, with the library
// from this host: a stand-in keeps the calls until the library comes, a second after the page here.
const analytics = [];
window.analytics = analytics;
Object.assign(analytics, { invoked: true, methods: ['track', 'page', 'identify', 'on', 'once', 'off', 'ready', 'addSourceMiddleware'] });
for (const method of analytics.methods) {
  analytics[method] = (...given) => {
    if (window.analytics.initialized) return window.analytics[method](...given);
    analytics.push([method, ...given]);
    return analytics;
  };
}
Object.assign(analytics, { _writeKey: 'KEY', SNIPPET_VERSION: '5.2.0', _cdn: location.origin });
const product = { product_id: 'tent-004', sku: 'T-4', name: 'A tent', price: 18.99, quantity: 1 };
analytics.track('Product Viewed', product);
addEventListener('load', () =>
  setTimeout(() => {
    const library = document.createElement('script');
    library.setAttribute('data-global-segment-analytics-key', 'analytics');
    library.src = '/segment/standalone.js';
    library.onload = () => window.analytics.track('Product Added', product);
    document.head.append(library);
  }, 1000),
);
