import type { Shelf } from '../../types/shelf.js';

/** Writes on the console what keeps lists from being personal and what to do, and the whole diagnosis. */
export async function printDiagnosis(shelf: Pick<Shelf, 'diagnose'>): Promise<void> {
  const diagnosis = await shelf.diagnose();
  const lines = diagnosis.findings.map(({ code, message }) => `\n- ${message} [${code}]`);
  console.warn(`onshelf: ${lines.length === 0 ? 'nothing keeps lists from being personal.' : lines.join('')}\n`, diagnosis);
}
