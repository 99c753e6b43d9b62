import type { PackManifest } from '../../types/manifest.js';

/**
 * The text of `pack.json`: fields on lines of their own, for people, and each item of the first list on one line, to save bytes.
 *
 * @param manifest of the pack
 */
export function manifestText({ first, files, ...fields }: PackManifest): string {
  const whole = JSON.stringify({ ...fields, files }, null, 2);
  if (first === undefined) return `${whole}\n`;
  const { items, ...others } = first;
  const lines = items.map((item) => JSON.stringify(item)).join(',\n');
  // Before the last brace; the first list follows what is needed to fetch the other files.
  return `${whole.slice(0, -2)},\n  "first": ${JSON.stringify(others).slice(0, -1)},"items":[\n${lines}]}\n}\n`;
}
