import { describe, expect, it } from 'vitest';
import { type ConsentState, createConsentStore, isOutdated, OVERRULED, reduceConsent } from '../../../src/client/consent/consent-state.js';

const initial = createConsentStore().state;
const granted: ConsentState = reduceConsent(initial, { kind: 'apply', consent: 'granted' });
const report = { log: 'a', events: 3, stored: 3, lost: 1, encrypted: true };

describe('the state of consent', () => {
  it('starts without consent, open and not paused', () => {
    expect(initial).toMatchObject({ consent: 'unknown', paused: false, refusals: 0 });
    expect(initial.closed).toBeUndefined();
  });

  it('counts every refusal, so that a waiting grant can find that it is void', () => {
    const refused = reduceConsent(granted, { kind: 'refuse', consent: 'denied', lostLog: null });
    expect(refused).toMatchObject({ consent: 'denied', refusals: granted.refusals + 1 });
    expect(reduceConsent(refused, { kind: 'apply', consent: 'granted' }).refusals).toBe(refused.refusals);
  });

  it('has no data about the log after a refusal', () => {
    const attached = reduceConsent(granted, { kind: 'find', report, earlier: 2 });
    expect(attached).toMatchObject({ report, earlier: 2 });
    expect(reduceConsent(attached, { kind: 'refuse', consent: 'unknown', lostLog: null })).toMatchObject({ report: null, lostLog: null });
  });

  it('keeps the recorded length of a log that is gone when the database is emptied from outside', () => {
    const missed = reduceConsent(granted, { kind: 'find', lostLog: { log: 'b', events: 7 } });
    expect(reduceConsent(missed, { kind: 'refuse', consent: 'unknown', gone: 4 })).toMatchObject({ lostLog: { events: 7 }, gone: 4 });
  });

  it('reports an overruled grant once, and an unfinished erasure until it is finished', () => {
    const twice = [1, 2].reduce((state) => reduceConsent(state, { kind: 'report', notes: [OVERRULED] }), initial);
    expect(twice.notes).toEqual([OVERRULED]);
    const unfinished = reduceConsent(initial, { kind: 'report', unfinished: { code: 'unfinished', message: 'later' } });
    expect(reduceConsent(unfinished, { kind: 'report', unfinished: undefined }).unfinished).toBeUndefined();
  });

  it('is not changed by an action: each makes a new one', () => {
    const before = { ...granted };
    reduceConsent(granted, { kind: 'pause', paused: true });
    reduceConsent(granted, { kind: 'close', closed: true });
    expect(granted).toEqual(before);
  });
});

describe('a decision of another tab', () => {
  it('is outdated if it is older than the current one', () => {
    expect(isOutdated({ consent: 'granted', decidedAt: 5 }, 'denied', 4)).toBe(true);
    expect(isOutdated({ consent: 'granted', decidedAt: 5 }, 'denied', 6)).toBe(false);
  });

  it('of the same millisecond applies only if it is stricter', () => {
    expect(isOutdated({ consent: 'granted', decidedAt: 5 }, 'denied', 5)).toBe(false);
    expect(isOutdated({ consent: 'unknown', decidedAt: 5 }, 'granted', 5)).toBe(true);
    expect(isOutdated({ consent: 'denied', decidedAt: 5 }, 'unknown', 5)).toBe(true);
  });
});
