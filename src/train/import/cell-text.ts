/** A cell as text: whole numbers without a fraction, nothing as '', lists and records as JSON. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
