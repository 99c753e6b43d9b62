import { messageOf } from '../../core/onshelf-error.js';
import { ownMembers } from '../../core/text/bare-object.js';
import { nearestName } from '../../core/text/nearest-name.js';
import { ownOptions, tellUnknown } from '../../core/text/own-options.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { ShelfOptions } from '../../types/shelf.js';
import { CONSENTS, type ConsentState } from '../consent/consent-state.js';

/** Maximum length of a quoted value. */
const MAX_QUOTED = 64;

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

/** Warns once about a value that makes no sense, with what it counts as. Never throws. */
function tellWrong(option: string, value: unknown, what: string): void {
  warnOnce(option, 'bad-argument', `${option}: "${messageOf(value).slice(0, MAX_QUOTED)}" is ${what}.`);
}

/**
 * Warns on the console about unknown options of `createShelf()` and unknown attributes of the script tag, which have no effect, and about a stored
 * consent that is not recalled; and about values of options about privacy that make no sense.
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
    honourPrivacyControl,
    sealed,
    policy,
  } = ownOptions<Partial<ShelfOptions>>(own, OPTIONS, 'option of createShelf()');
  if (!CONSENTS.includes(consent)) tellUnknown('consent', `${consent}`, CONSENTS);
  if (sealed !== undefined && typeof sealed !== 'boolean' && sealed !== 'required')
    tellWrong('sealed', sealed, `neither true, false nor "required", and counts as ${Boolean(sealed)}`);
  const { renews } = ownMembers(policy);
  if (policy !== undefined && Object(policy) !== policy)
    tellWrong('policy', policy, 'no object: write { version: "2026-03", renews: true }');
  if (renews !== undefined && typeof renews !== 'boolean')
    tellWrong('policy.renews', renews, 'neither true nor false, and counts as false');
  if (honourPrivacyControl !== undefined && honourPrivacyControl !== 'storage')
    tellUnknown('value of honourPrivacyControl', `${honourPrivacyControl}`, ['storage']);
}
