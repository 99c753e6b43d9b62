/**
 * All filters and boosts in a part of the file, at any depth, one after the other.
 *
 * @param part of the file; not checked
 */
export function rulesWithin(part: unknown): string {
  if (typeof part !== 'object' || part === null) return '';
  return Object.entries(part)
    .map(([name, value]) => ((name === 'filter' || name === 'boost') && typeof value === 'string' ? value : rulesWithin(value)))
    .join(' ');
}
