/**
 * The names that `--only` chooses, in their usual order. A name that is none of them would be left out in silence, and a table of nothing printed.
 *
 * @param only names asked for; undefined for all
 * @param names all there are
 * @throws Error that tells the unknown names, and those there are
 */
export function chosenNames(only, names) {
  const unknown = (only ?? []).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`--only: there is no ${unknown.join(', ')}. Names: ${names.join(', ')}.`);
  return names.filter((name) => only?.includes(name) ?? true);
}
