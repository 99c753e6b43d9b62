import { describe, expect, it } from 'vitest';
import { findCauses } from '../../../src/client/diagnosis/find-causes.js';
import { idPattern } from '../../../src/client/diagnosis/id-pattern.js';
import type { EngineFacts, PageFacts } from '../../../src/types/diagnosis.js';
import type { Health } from '../../../src/types/health.js';

const well: Health = {
  consent: 'granted',
  consentHeard: null,
  profile: 'guest',
  mode: 'stored',
  rung: 0,
  storage: null,
  restsUntil: 0,
  engine: 'worker',
  backend: 'js',
  scorer: null,
  rejectedEvents: {},
  duplicateEvents: 0,
  clampedEvents: 0,
  storedEvents: 3,
  unstoredEvents: 0,
  lostEvents: 0,
  pack: { number: 1, items: 100, fromCache: false },
  notes: [],
  lastError: null,
};
const heard: EngineFacts = { ids: { heard: 2, known: 2, unknown: [] }, lists: [] };
const causes = (health: Partial<Health> = {}, engine: Partial<EngineFacts> = {}, page: PageFacts = {}): string[] =>
  findCauses({ ...well, ...health }, { ...heard, ...engine }, page).map(({ code }) => code);
const unknown = (id: string, nearest: string | null) => ({ ids: { heard: 1, known: 0, unknown: [{ id, events: 1, nearest }] } });

describe('the causes of a list that is not personal', () => {
  it('are none where all is well, whether sources or calls told it', () => {
    expect(causes()).toEqual([]);
    expect(causes({}, {}, { voices: [] })).toEqual([]);
  });

  it.each<[string, string, Partial<Health>, Partial<EngineFacts>, PageFacts]>([
    ['there is no pack', 'pack-unreachable', { pack: null }, { ids: null }, {}],
    ['the shopper refused', 'consent-denied', { consent: 'denied', mode: 'none' }, {}, {}],
    ['recording is paused', 'consent-denied', { mode: 'none' }, {}, {}],
    ['nobody told a consent', 'consent-unknown', { consent: 'unknown', mode: 'memory' }, {}, {}],
    ['no item was heard', 'nothing-heard', {}, { ids: { heard: 0, known: 0, unknown: [] } }, {}],
    ['no item was heard, by any source', 'nothing-heard', {}, { ids: { heard: 0, known: 0, unknown: [] } }, { voices: [] }],
    ['an entry has an unknown form', 'not-readable', {}, {}, { unread: [{ adapter: 'ga4', shape: '{ products: array }', count: 2 }] }],
    [
      'an element shows its own content',
      'filled-up',
      {},
      {},
      { elements: [{ element: '<onshelf-list>', shows: 'own content', why: 'no pack' }] },
    ],
    ['an id is unknown', 'ids-unknown', {}, unknown('gla_123', '123'), {}],
    ['the worker was refused', 'worker-refused', { engine: 'inline', notes: [{ code: 'worker-refused', message: 'CSP' }] }, {}, {}],
  ])('are told where %s', (_, code, health, engine, page) => {
    expect(causes(health, engine, page)).toEqual([code]);
  });

  it('name the pattern that maps the ids, where there is one', () => {
    const message = (id: string, nearest: string | null): string => findCauses(well, { ...heard, ...unknown(id, nearest) }, {})[0].message;
    expect(message('gla_123', '123')).toContain('data-item-id-pattern="^gla_(.+)$"');
    expect(message('SKU1', 'sku1')).toContain('use the same ids');
    expect(message('chair', null)).toContain('None resembles it');
  });
});

describe('the pattern of an id', () => {
  it.each([
    ['gla_123', '123', '^gla_(.+)$'],
    ['#1', '1', '^#(.+)$'],
    ['shopify_US_81_93', '93', '^shopify_US_\\d+_(.+)$'],
    ['93.online', '93', '^(.+)\\.online$'],
  ])('%s for %s is %s, and finds it', (id, known, pattern) => {
    expect(idPattern(id, known)).toBe(pattern);
    expect(new RegExp(pattern, 'u').exec(id)?.[1]).toBe(known);
  });

  it('is none where the id is not a part of the other', () => {
    expect(idPattern('SKU1', 'sku1')).toBeNull();
  });
});
