// The shop's own script. It tells Google Analytics 4's data layer what a page shows, as shops do; the tag reads it there.
globalThis.dataLayer ??= [];

const read = (key) => localStorage.getItem(key);
const byId = (id) => document.getElementById(id);
const showCart = () => (byId('cart').textContent = read('cart') ?? '0');

function addToCart() {
  localStorage.setItem('cart', String(Number(read('cart')) + 1));
  showCart();
}

/** Fills product.html with the product that its address names. */
async function showProduct(id) {
  const products = await (await fetch('/products.json')).json();
  const product = products.find((one) => one.id === id) ?? products[0];
  for (const name of ['brand', 'title', 'description']) byId(name).textContent = product[name];
  byId('price').textContent = new Intl.NumberFormat('en', { style: 'currency', currency: product.currency }).format(product.price);
  byId('picture').src = `/pictures.svg#${product.id}`;
  document.querySelector('onshelf-list').setAttribute('item', product.id);
  document.title = `${product.title}: Moss & Mile`;
  const items = [{ item_id: product.id, price: product.price, quantity: 1 }];
  dataLayer.push({ event: 'view_item', ecommerce: { items } });
  byId('add').addEventListener('click', () => dataLayer.push({ event: 'add_to_cart', ecommerce: { items } }));
}

/** Asks for consent once, and passes the answer on. A grant is repeated on every page: the first one may be left before it is stored. */
function askForConsent() {
  const banner = byId('consent');
  const answer = read('consent');
  banner.hidden = answer !== null;
  if (answer === 'granted') globalThis.onshelf?.('consent', answer, { by: 'page' });
  for (const button of banner.querySelectorAll('button'))
    button.addEventListener('click', () => {
      localStorage.setItem('consent', button.value);
      globalThis.onshelf?.('consent', button.value, { by: 'shopper' });
      banner.hidden = true;
    });
}

for (const button of document.querySelectorAll('main button'))
  if (/^Add to cart/.test(button.textContent)) button.addEventListener('click', addToCart);
showCart();
askForConsent();
if (byId('add')) showProduct(new URLSearchParams(location.search).get('id'));
