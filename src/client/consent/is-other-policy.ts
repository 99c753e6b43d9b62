import type { ShelfOptions } from '../../types/shelf.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';

/**
 * Whether what is stored was consented to under another version of the privacy policy, and the page wants consent to each version. Then that
 * consent is not recalled: what is stored is neither read nor erased until the shopper answers.
 */
export function isOtherPolicy({ policy }: Pick<Partial<ShelfOptions>, 'policy'>, { notebook }: Pick<ShelfStorage, 'notebook'>): boolean {
  if (policy?.renews !== true) return false;
  const noted = notebook.read();
  return noted !== null && noted.receipt?.policy?.version !== `${policy.version}`;
}
