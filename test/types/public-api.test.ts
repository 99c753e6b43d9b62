import { describe, expectTypeOf, it } from 'vitest';
import type { Answer, CatalogItem, Consent, createShelf, Health, Reason, RecommendedItem, Shelf, TrackResult } from '../../src/index.js';

declare const shelf: Shelf;

describe('the public types', () => {
  it('describe the results of calls', () => {
    expectTypeOf<Awaited<ReturnType<typeof createShelf<CatalogItem>>>>().toEqualTypeOf<Shelf>();
    expectTypeOf<ReturnType<Shelf['track']>>().resolves.toEqualTypeOf<TrackResult>();
    expectTypeOf<ReturnType<Shelf['recommend']>>().resolves.toEqualTypeOf<Answer>();
    expectTypeOf<ReturnType<Shelf['health']>>().resolves.toEqualTypeOf<Health>();
    expectTypeOf<Shelf['consent']['state']>().toEqualTypeOf<Consent>();
  });

  it('list every kind of reason, so that the compiler finds a missing one', () => {
    const words = (reason: Reason): string => {
      switch (reason.kind) {
        case 'event':
        case 'similar':
        case 'together':
          return reason.itemId;
        case 'search':
          return reason.text;
        case 'taste':
          return reason.value;
        case 'step':
          return reason.step;
        case 'popular':
        case 'recent':
        case 'new':
        case 'due':
        case 'place':
        case 'contrast':
        case 'rest':
          return reason.kind;
        default:
          return reason satisfies never;
      }
    };
    expectTypeOf(words).returns.toBeString();
  });

  it('refuse arguments that are refused at run time, and changes of an answer', () => {
    const never = (): void => {
      // @ts-expect-error: no such event
      void shelf.track('viewed_item', {});
      // @ts-expect-error: an item needs an id
      void shelf.track('view_item', { items: [{ price: 3 }] });
      // @ts-expect-error: no such feedback
      void shelf.feedback('a', 'love');
      // @ts-expect-error: no such scenario yet
      void shelf.recommend({ scenario: 'checkout' });
      // @ts-expect-error: no such consent
      void shelf.consent.set('maybe');
      // @ts-expect-error: consent is set by a call
      shelf.consent.state = 'granted';
    };
    expectTypeOf(never).toBeFunction();
    expectTypeOf<RecommendedItem['id']>().toBeString();
  });
});
