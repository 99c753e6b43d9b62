import { afterEach, describe, expect, it, vi } from 'vitest';
import { statementOf } from '../../../src/script/banners/banner-state.js';
import { consentMode, NOTHING_TOLD, signalsOfConsentMode, tellLayer } from '../../../src/script/banners/google-consent-mode.js';
import type { HeardSignals } from '../../../src/types/consent.js';

/** As `gtag()` pushes it: the `Arguments` of a call, which are not an array. */
function said(..._given: readonly unknown[]): IArguments {
  // biome-ignore lint/complexity/noArguments: this is what Google's snippet pushes.
  return arguments;
}

afterEach(() => void vi.unstubAllGlobals());

const SIGNAL = 'personalization_storage';
const of = (state: string, more: object = {}): object => ({ [SIGNAL]: state, ...more });
const heardOf = (entries: readonly unknown[], google?: unknown): HeardSignals =>
  signalsOfConsentMode(entries.reduce(tellLayer, NOTHING_TOLD) as typeof NOTHING_TOLD, google);

describe('calls of gtag', () => {
  it.each([
    [[['consent', 'update', of('granted')]], 'granted'],
    [[['consent', 'update', of('denied')]], 'denied'],
    [[['consent', 'default', of('granted')]], 'assumed'],
    [[['consent', 'default', of('denied', { wait_for_update: 500 })]], 'awaited'],
    [[['consent', 'default', of('denied', { region: ['ES'] })]], 'awaited'],
    [[['consent', 'default', of('granted', { region: ['US-AK'] })]], null],
    // Which region the shopper is in is not known, in any order.
    [
      [
        ['consent', 'default', of('granted')],
        ['consent', 'default', of('denied', { region: ['ES'] })],
      ],
      'awaited',
    ],
    [
      [
        ['consent', 'default', of('denied', { region: ['ES'] })],
        ['consent', 'default', of('granted')],
      ],
      'awaited',
    ],
    [
      [
        ['consent', 'default', of('denied')],
        ['consent', 'update', of('granted')],
      ],
      'granted',
    ],
    [[['consent', 'update', { ad_storage: 'granted', analytics_storage: 'granted' }]], null],
    [[['consent', 'update', of('maybe')]], null],
    [[['set', of('granted')], null, 7, 'consent', { event: 'consent' }], null],
  ] as const)('%j state %s', (entries, stated) => {
    const forms = [
      entries,
      entries.map((entry) => (Array.isArray(entry) ? said(...entry) : entry)),
      entries.map((entry) => Object.assign({}, entry)),
    ];
    for (const form of forms) expect(statementOf(heardOf(form), [SIGNAL], false)).toBe(stated);
  });

  it('are heard with the wait that they ask for, up to five seconds', () => {
    expect(tellLayer(NOTHING_TOLD, said('consent', 'default', of('denied', { wait_for_update: 500 }))).wait).toBe(500);
    expect(tellLayer(NOTHING_TOLD, said('consent', 'default', of('denied', { wait_for_update: 1e9 }))).wait).toBe(5000);
  });
});

describe("Google's own state", () => {
  it('is heard without any call, as templates of Tag Manager set it', () => {
    expect(heardOf([], { [SIGNAL]: { default: false } })).toEqual({ [SIGNAL]: { granted: false, answered: false } });
    expect(heardOf([], { [SIGNAL]: { default: false, update: true } })).toEqual({ [SIGNAL]: { granted: true, answered: null } });
  });

  it('knows the region of the shopper, which the calls do not', () => {
    const calls = [said('consent', 'default', of('granted')), said('consent', 'default', of('denied', { region: ['ES'] }))];
    expect(heardOf(calls, { [SIGNAL]: { default: true } })[SIGNAL]).toEqual({ granted: true, answered: false });
  });

  it.each([null, undefined, 7, 'text', [], { [SIGNAL]: null }, { [SIGNAL]: { update: 3 } }])(
    'of another form says nothing: %j',
    (entries) => {
      expect(heardOf([], entries)).toEqual({});
    },
  );
});

it('hears the calls made before it, and those after it', () => {
  const layer: unknown[] = [said('consent', 'default', of('denied'))];
  vi.stubGlobal('dataLayer', layer);
  const banner = consentMode('dataLayer');
  banner.listen?.(() => {});
  expect(banner.read()).toEqual({ [SIGNAL]: { granted: false, answered: false } });
  let changes = 0;
  const other = consentMode('dataLayer');
  other.listen?.(() => void changes++);
  layer.push(said('consent', 'update', of('granted')), { event: 'view_item' });
  expect(changes).toBeGreaterThan(0);
  for (const each of [banner, other]) expect(each.read()).toEqual({ [SIGNAL]: { granted: true, answered: null } });
});
