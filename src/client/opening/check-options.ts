import { ownMembers } from '../../core/text/bare-object.js';
import { nearestName } from '../../core/text/nearest-name.js';
import { ownOptions, tellUnknown } from '../../core/text/own-options.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { ShelfOptions } from '../../types/shelf.js';
import { CONSENTS, type ConsentState } from '../consent/consent-state.js';

/** All options. */
const OPTIONS = {
  pack: true,
  packOrigins: true,
  packKey: true,
  consent: true,
  recallConsent: true,
  locale: true,
  backend: true,
  encoderBackend: true,
  name: true,
  fallback: true,
  workerUrl: true,
  profile: true,
  guests: true,
  consentHeard: true,
  policy: true,
  honourPrivacyControl: true,
  page: true,
  itemId: true,
  learning: true,
  sealed: true,
} satisfies Record<keyof ShelfOptions, true>;

/** The attributes of the script tag. Other tools add theirs too: an attribute that resembles none of these is ignored. */
const ATTRIBUTES = [
  'data-pack',
  'data-pack-key',
  'data-consent',
  'data-name',
  'data-locale',
  'data-backend',
  'data-encoder-backend',
  'data-worker-url',
  'data-base-url',
  'data-fallback',
  'data-adapters',
  'data-item-key',
  'data-item-id-pattern',
  'data-layer',
  'data-consent-signal',
  'data-consent-from',
  'data-profile',
  'data-guests',
  'data-learning',
  'data-policy-version',
  'data-policy-hash',
  'data-policy-url',
  'data-policy-renews',
  'data-honour-privacy-control',
  'data-page',
  'data-sealed',
];

/**
 * Warns on the console about unknown options of `createShelf()` and unknown attributes of the script tag, which have no effect, and about a stored
 * consent that is not recalled.
 */
export function checkOptions(given: Partial<ShelfOptions>, { doubt }: Pick<ConsentState, 'doubt'>): void {
  if (doubt) warnOnce('stored consent', doubt.code, doubt.message);
  const own = ownMembers(given);
  for (const name of Object.keys(own)) {
    if (!name.startsWith('data-')) continue;
    delete own[name];
    if (nearestName(name, ATTRIBUTES) !== undefined) tellUnknown('attribute of the script tag', name, ATTRIBUTES);
  }
  const {
    consent = 'unknown',
    page,
    honourPrivacyControl,
    sealed,
  } = ownOptions<Partial<ShelfOptions>>(own, OPTIONS, 'option of createShelf()');
  if (!CONSENTS.includes(consent)) tellUnknown('consent', `${consent}`, CONSENTS);
  if (page !== undefined && typeof page !== 'function') tellUnknown('kind of page', `${page}`, ['checkout', 'payment']);
  if (sealed !== undefined && typeof sealed !== 'boolean' && sealed !== 'required')
    tellUnknown('value of sealed', `${sealed}`, ['required']);
  if (honourPrivacyControl !== undefined && honourPrivacyControl !== 'storage')
    tellUnknown('value of honourPrivacyControl', `${honourPrivacyControl}`, ['storage']);
}
