import { ownOptions, tellUnknown } from '../core/own-options.js';
import type { ShelfOptions } from '../types/shelf.js';
import { CONSENTS } from './consent-control.js';

/** Every option there is. */
const OPTIONS = {
  pack: true,
  packOrigins: true,
  consent: true,
  recallConsent: true,
  backend: true,
  name: true,
  fallback: true,
  workerUrl: true,
} satisfies Record<keyof ShelfOptions, true>;

/** Says on the console which of the options of `createShelf()` are not known, and so have no effect. */
export function checkOptions(given: Partial<ShelfOptions>): void {
  const { consent = 'unknown' } = ownOptions<Partial<ShelfOptions>>(given, OPTIONS, 'option of createShelf()');
  if (!CONSENTS.includes(consent)) tellUnknown('consent', `${consent}`, CONSENTS);
}
