import { SaxesParser } from 'saxes';
import { foldName } from '../columns/fold-name.js';
import { matchField } from '../columns/match-field.js';

/** Names of elements that are a product in feeds, folded. */
const ITEM_NAMES: ReadonlySet<string> = new Set(
  'item,entry,product,offer,shopitem,article,artikel,produkt,produit,producto,prodotto,produto,termek,urun,tovar,good,goods,o,row,record,node,listing,sku,ad'.split(
    ',',
  ),
);
/** Elements whose own id, title and link are the feed's. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'rss',
  'rdf',
  'channel',
  'feed',
  'shop',
  'catalog',
  'catalogue',
  'products',
  'items',
  'offers',
  'root',
]);

/** Where a feed's products are. */
export interface XmlLayout {
  /** Names of the elements from the root to a product, without prefixes: `rss`, `channel`, `item`. */
  readonly path: readonly string[];
  /** For people: `RSS 2.0`, `Atom`, `catalog > product`. */
  readonly name: string;
  /** Where no product has an element of a shop's ids: the one of RSS that tells them apart, `guid`, or `about` of RDF; else null. */
  readonly idFrom: 'guid' | 'about' | null;
}

interface Place {
  readonly path: readonly string[];
  count: number;
  hasId: boolean;
  idFrom: XmlLayout['idFrom'];
  readonly fields: Set<string>;
}

/** Deepest element that may be a product. */
const DEEPEST = 12;
/** Faults after which no further product is looked for: each costs time. */
const MAX_FAULTS = 10_000;

/** A name without its prefix. */
export function nameWithoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/**
 * Finds the elements that are products, by what stands in them.
 *
 * @param head start of the XML, 100 000 characters or more where it has them
 * @returns null where no element has an id and another field; then `seen` names what there is
 */
export function xmlLayout(head: string): { layout: XmlLayout | null; seen: string } {
  const places = new Map<string, Place>();
  const stack: Place[] = [];
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  let faults = 0;
  parser.on('error', (fault) => {
    if (++faults > MAX_FAULTS) throw fault;
  });
  const note = (place: Place | undefined, name: string): void => {
    if (place === undefined) return;
    if (name === 'guid' || name === 'about') place.idFrom ??= name;
    const field = matchField(name)?.field;
    if (field === undefined) return;
    place.fields.add(field);
    if (field === 'id') place.hasId = true;
  };
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEEPEST) return;
    const local = nameWithoutPrefix(name);
    const path = [...(stack.at(-1)?.path ?? []), local];
    const key = path.join('/');
    let place = places.get(key);
    if (place === undefined) {
      place = { path, count: 0, hasId: false, idFrom: null, fields: new Set() };
      places.set(key, place);
    }
    place.count++;
    note(stack.at(-1), local);
    for (const attribute of Object.keys(attributes)) note(place, attribute === 'rdf:about' ? 'about' : attribute);
    stack.push(place);
  });
  parser.on('closetag', () => {
    if (depth-- <= DEEPEST) stack.pop();
  });
  try {
    parser.write(head);
  } catch {
    // The end of the head, or a fault that the reader reports.
  }
  const all = [...places.values()];
  const parts = all.filter(({ path }) => !CONTAINERS.has(foldName(path[path.length - 1])));
  const withIds = parts.filter(({ hasId, fields }) => hasId && fields.size > 1);
  const products = withIds.length > 0 ? withIds : parts.filter(({ idFrom, fields }) => idFrom !== null && fields.size > 0);
  products.sort((one, other) => rank(other) - rank(one) || one.path.length - other.path.length || other.count - one.count);
  const found = products[0] as Place | undefined;
  const seen = all
    .slice(0, 8)
    .map(({ path }) => path.join(' > '))
    .join(', ');
  if (found === undefined) return { layout: null, seen };
  const { path, hasId, idFrom } = found;
  return { layout: { path, name: layoutName(path), idFrom: hasId ? null : idFrom }, seen };
}

/** The surer an element is a product, the higher. */
function rank({ path, count }: Place): number {
  return (ITEM_NAMES.has(foldName(path[path.length - 1])) ? 2 : 0) + (count > 1 ? 1 : 0);
}

function layoutName(path: readonly string[]): string {
  const key = path.join('/').toLowerCase();
  if (key === 'rss/channel/item') return 'RSS 2.0';
  if (key === 'rdf/item') return 'RSS 1.0';
  if (key === 'feed/entry') return 'Atom';
  return path.slice(-2).join(' > ').slice(0, 60);
}
