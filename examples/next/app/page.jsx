import { ProductRail } from './product-rail';

// Rendered anew for every visitor, as a shop with stock and prices would.
export const dynamic = 'force-dynamic';

const bestsellers = Array.from({ length: 8 }, (_, index) => ({ id: `boot-00${index + 1}`, title: `Boot number ${index + 1}` }));

export default function Home() {
  return (
    <main>
      <h1>Chosen for you</h1>
      <ProductRail bestsellers={bestsellers} />
      <p id="below">What stands below stays where it is.</p>
    </main>
  );
}
