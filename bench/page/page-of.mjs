const CARDS = 200;
/** The tag that a shop pastes, by contender. */
const TAGS = {
  nothing: '',
  onshelf: '<script async src="/onshelf/onshelf.js" data-pack="/pack/pack.json" data-consent="granted"></script>',
  'onshelf with a list': '<script async src="/onshelf/onshelf.js" data-pack="/pack/pack.json" data-consent="granted"></script>',
};
const LIST = '<onshelf-list count="4"><ul data-slot="items"><li>one</li><li>two</li><li>three</li><li>four</li></ul></onshelf-list>';

/**
 * The product page of a shop: a picture, a button, and two hundred products, the same for all.
 *
 * @param contender name of the contender that is added
 */
export function pageOf(contender) {
  const tag = TAGS[contender] ?? `<script type="module" async src="/${contender}.js"></script>`;
  const layer = contender.startsWith('onshelf')
    ? "<script>window.dataLayer=[{event:'view_item',ecommerce:{items:[{item_id:'sku-1',price:95}]}}]</script>"
    : '';
  const cards = Array.from(
    { length: CARDS },
    (_, index) => `<li><a href="#${index}"><b>Product ${index}</b> <span>${index}.00 EUR</span></a></li>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">
<style>body{font:16px sans-serif}ul{display:grid;grid-template-columns:repeat(4,1fr);gap:8px;list-style:none}li{height:80px}</style>${layer}${tag}</head>
<body><h1>A tent</h1><img src="/picture.svg" width="800" height="400" alt="A tent"><p><button id="cart">Put in the cart</button> <output>0</output></p>
${contender.endsWith('list') ? LIST : ''}<ul>${cards.join('')}</ul>
<script>document.querySelector('#cart').onclick=()=>{const o=document.querySelector('output');o.textContent=Number(o.textContent)+1}</script></body></html>`;
}

/** An SVG picture of about 60 kB, the largest element of the page. */
export function picture() {
  const leaves = Array.from({ length: 1500 }, (_, index) => {
    const [x, y, colour] = [(index * 7919) % 800, (index * 104729) % 400, (index * 65537) % 4096];
    return `<circle cx="${x}" cy="${y}" r="9" fill="#${colour.toString(16).padStart(3, '0')}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><rect width="800" height="400" fill="#264"/>${leaves.join('')}</svg>`;
}
