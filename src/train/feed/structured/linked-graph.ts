import type { RecordValue, RecordValues } from '../../input/value-at.js';
import { isList, isNamed } from '../columns/feed-text.js';

/** Properties that may name a thing of the graph by its `@id` instead of having it. */
const REFERRING = ['hasVariant', 'offers', 'brand', 'aggregateRating', 'mainEntity', 'itemListElement', 'item', 'itemOffered'] as const;
/** Steps from thing to thing that are followed. */
const DEEPEST = 4;

/**
 * A record of JSON-LD whose things are where they are named: of `{ "@id": "#a" }` the thing with that id in the record's graph. Variants are
 * then in their group alone, and a group that its variants name is not a thing of its own.
 *
 * @param values with a list `@graph`; others are given back
 */
export function linkedGraph(values: RecordValues): RecordValues {
  const graph = values['@graph'];
  if (!isList(graph)) return values;
  const byId = new Map<string, RecordValues>();
  for (const thing of graph)
    if (isNamed(thing) && typeof thing['@id'] === 'string' && !isReference(thing) && !byId.has(thing['@id'])) byId.set(thing['@id'], thing);
  /** Things that others have or name. */
  const placed = new Set<string>();
  const thingOf = (value: RecordValue | undefined): RecordValues | undefined => {
    if (!isNamed(value) || !isReference(value)) return undefined;
    const id = value['@id'] as string;
    placed.add(id);
    return byId.get(id);
  };
  const linked = (value: RecordValue, depth: number): RecordValue => {
    if (depth > DEEPEST) return value;
    if (isList(value)) return value.map((entry) => linked(entry, depth));
    const thing = thingOf(value) ?? value;
    if (!isNamed(thing)) return value;
    const whole: Record<string, RecordValue> = { ...thing };
    for (const name of REFERRING) if (name in whole) whole[name] = linked(whole[name], depth + 1);
    // The group as it stands: its variants lead back.
    if ('isVariantOf' in whole) whole.isVariantOf = thingOf(whole.isVariantOf) ?? whole.isVariantOf;
    return whole;
  };
  const things = graph.map((thing) => linked(thing, 0));
  return { ...values, '@graph': things.filter((thing) => !isNamed(thing) || !placed.has(String(thing['@id'])) || 'hasVariant' in thing) };
}

function isReference(value: { readonly [name: string]: RecordValue }): boolean {
  return typeof value['@id'] === 'string' && Object.keys(value).every((name) => name === '@id' || name === '@type');
}
