import { describe, expect, it } from 'vitest';
import { encoderOfBand } from '../../src/core/numbers/encoder-of-band.js';
import { makeList } from '../../src/engine/list/make-list.js';
import { personalSource } from '../../src/engine/list/personal-source.js';
import { decodePack } from '../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { weighHistory } from '../../src/profile/weigh-history.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import type { EncoderSettings } from '../../src/types/manifest.js';
import { prototypeContent } from '../fixtures/prototype-content.js';
import { filesByRole } from '../fixtures/tiny-pack.js';

const encoded = await encodePack(prototypeContent());
const pack = decodePack(encoded.manifest, filesByRole(encoded));
const scorer = createJsScorer({ ...pack, bias: pack.popularity });
const { encoder } = pack.manifest;

const ranked = async (viewed: readonly string[], more: Partial<EncoderSettings>) => {
  const events = viewed.map((item_id, time) => ({ id: `0${time}`, name: 'view_item' as const, time, items: [{ item_id }] }));
  const profile = foldEvents(emptyProfile(), events);
  const settings = { ...encoder, ...more };
  const context = { pack: { ...pack, manifest: { ...pack.manifest, encoder: settings } }, scorer, profile, now: 10 };
  const { items } = await makeList(context, personalSource(context), { exclude: 'none', count: 40 });
  return { items, blend: encoderOfBand(settings, weighHistory(profile, pack.rowOf, settings, 10)).blend };
};

describe('the items of a prototype', () => {
  it('are first in the list, the strongest first, if nothing else counts', async () => {
    const alone = { foldIn: 0, neighbours: 0, followers: 0, seen: 0, prototypes: 1, popularity: 0 };
    const { items } = await ranked(['lamp-7', 'lamp-8'], { blend: alone });
    expect(items.slice(0, 3).map(({ id }) => id)).toEqual(['lamp-0', 'lamp-1', 'lamp-2']);
  });

  it('are explained by the shopper’s events: the reasons still add up to the score', async () => {
    for (const foldIn of [0, 1]) {
      const blend = { ...encoder.blend, foldIn, prototypes: 2 };
      const { items } = await ranked(['boot-7', 'lamp-8', 'lamp-9'], { blend });
      expect(items[0].id).toBe('lamp-0');
      for (const { score, reasons } of items) {
        // Three events and popularity are named or are the rest; without this part the sum would not be the score.
        const rest = reasons.find(({ kind }) => kind === 'rest')?.contribution ?? 0;
        const sum = reasons.reduce((total, { contribution }) => total + contribution, 0);
        expect(Math.abs(sum - score)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(score)));
        const least = Math.min(...reasons.filter(({ kind }) => kind !== 'rest').map(({ contribution }) => Math.abs(contribution)));
        expect(Math.abs(rest)).toBeLessThanOrEqual(least + 1e-5);
      }
      expect(items[0].reasons[0]).toMatchObject({ kind: 'event', itemId: expect.stringMatching(/^lamp-/) });
    }
  });
});

describe('bands of the blend', () => {
  const popular = { foldIn: 0, neighbours: 0, followers: 0, seen: 0, prototypes: 0, popularity: 1 };
  const bands = [{ from: 3, blend: popular }];

  it('apply from their number of distinct items on', async () => {
    expect((await ranked(['boot-1', 'boot-2', 'boot-1'], { bands })).blend).toEqual(encoder.blend);
    const { items, blend: used } = await ranked(['boot-1', 'boot-2', 'boot-3'], { bands });
    expect(used).toEqual(popular);
    expect(items[0].id).toBe('tent-0');
  });

  it('are replaced by the last one that the history reaches', async () => {
    const last = { ...popular, neighbours: 1 };
    const { blend: used } = await ranked(['boot-1', 'boot-2'], {
      bands: [
        { from: 1, blend: popular },
        { from: 2, blend: last },
      ],
    });
    expect(used).toEqual(last);
  });
});
