import { type RecordValue, type RecordValues, valueAt } from '../../input/value-at.js';
import { foldName } from './fold-name.js';

/** A value by the name of its column, however it is spelled, or by a path into lists and objects: `variants[0].price`, `brand.name`. */
export function valueByPath(values: RecordValues, path: string): RecordValue | undefined {
  if (Object.hasOwn(values, path)) return values[path];
  const folded = foldName(path);
  for (const name in values) if (foldName(name) === folded && folded !== '') return values[name];
  return valueAt(values, path) ?? undefined;
}
