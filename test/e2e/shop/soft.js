// A router as single-page apps have one: first the address, then, a little later, the page.
const PAGES = {
  marked: (id) => `<article data-onshelf-event="view_item" data-onshelf-item="${id}"><h1>${id}</h1></article>`,
  described: (id) => `<h1>${id}</h1><script type="application/ld+json; charset=utf-8">
    //<![CDATA[
    { "@context": "https://schema.org", "@graph": [{ "@type": "Product", "sku": "${id}", "name": "A tent" }, { "@type": "Product", "name": "A tent", "aggregateRating": {} }] }
    //]]></script>`,
  microdata: (
    id,
  ) => `<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">${id}</h1><meta itemprop="sku" content="${id}">
    <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><span itemprop="price" content="18.99">18,99</span></div></div>`,
  address: (id) =>
    `<link rel="canonical" href="https://shop.example/p/${id}/?utm_source=mail#top"><article data-onshelf-event="view_item"><h1>${id}</h1></article>`,
};
document.querySelector('nav').addEventListener('click', ({ target }) => {
  const { how, page } = target.dataset;
  history.pushState(null, '', `?page=${page}`);
  setTimeout(() => {
    const place = document.querySelector('#page');
    // As frameworks do that render the next page into the same elements.
    if (how === 'kept') place.firstElementChild.setAttribute('data-onshelf-item', page);
    else place.innerHTML = PAGES[how](page);
  }, 30);
});
