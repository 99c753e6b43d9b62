import { beforeAll, describe, expect, it } from 'vitest';
import { rowVector } from '../../../src/core/numbers/row-vector.js';
import { explainScore } from '../../../src/engine/account/explain-score.js';
import type { ListContext } from '../../../src/engine/list/list-context.js';
import { makeList } from '../../../src/engine/list/make-list.js';
import { personalEvidence, personalSource } from '../../../src/engine/list/personal-source.js';
import { serveList } from '../../../src/engine/serve-list.js';
import type { Pack } from '../../../src/types/pack.js';
import { contextAfter, idleLearner, learnedContext, learningPack, viewsOf } from './learning-fixture.js';

let pack: Pack;
beforeAll(async () => {
  pack = await learningPack();
});

const sumOf = (terms: readonly { contribution: number }[]): number => terms.reduce((sum, { contribution }) => sum + contribution, 0);
const listOf = async (context: ListContext) => (await makeList(context, personalSource(context), { count: 20, exclude: 'none' })).items;
const steady = viewsOf(['lamp'], 45);
const aimless = viewsOf(['tent', 'stove', 'boot', 'lamp'], 45, 4);

describe('a list that learns on the device', () => {
  it('uses what it learned where that predicted the shopper better, and says so with its numbers', async () => {
    const learned = learnedContext(pack, steady);
    expect(learned.note.code).toBe('learning-on');
    expect(learned.note.message).toMatch(/placed \d+ higher and \d+ lower/);
    const [own, plain] = await Promise.all([listOf(learned), listOf(contextAfter(pack, steady))]);
    expect(own.map(({ score }) => score)).not.toEqual(plain.map(({ score }) => score));
    const lamps = (items: typeof own): number => items.filter(({ id }) => id.startsWith('lamp')).length;
    expect(lamps(own)).toBeGreaterThanOrEqual(lamps(plain));
  });

  it('is the plain list, to the bit, where that shows no gain, and says so', async () => {
    const learned = learnedContext(pack, aimless);
    expect(learned.note.code).toBe('learning-off');
    expect(await listOf(learned)).toEqual(await listOf(contextAfter(pack, aimless)));
  });

  it('is the plain list for a short log, which says how many events are needed', async () => {
    const learned = learnedContext(pack, steady.slice(0, 6));
    expect(learned.note).toMatchObject({ code: 'learning-off', message: expect.stringMatching(/12 are needed/) });
    expect(await listOf(learned)).toEqual(await listOf(contextAfter(pack, steady.slice(0, 6))));
  });

  it('is the plain list until the whole log is learned from: a long one is not learned while a list waits', async () => {
    const learner = idleLearner();
    const context = learner.withLearned(contextAfter(pack, steady));
    expect(context.learn).toBeUndefined();
    expect(learner.note()).toMatchObject({ code: 'learning-off', message: expect.stringMatching(/45 events .* still/) });
  });

  it('says why it cannot learn with a pack', async () => {
    const { note, learn } = learnedContext(await learningPack({ foldIn: 0 }), steady);
    expect(note).toMatchObject({ code: 'learning-off', message: expect.stringMatching(/fold-in/) });
    expect(learn).toBeUndefined();
  });

  it('has reasons that add up to each score to the bit, and so has the full account', async () => {
    const learned = learnedContext(pack, steady);
    for (const { score, reasons } of await listOf(learned)) expect(sumOf(reasons)).toBe(score);
    for (const itemId of ['lamp-3', 'tent-0', 'boot-7']) {
      const { score, contributions } = await explainScore(learned, itemId, {}, serveList);
      expect(sumOf(contributions)).toBe(score);
    }
  });

  it('names every part exactly: those of events as events, and the items drawn for comparison as what they are', async () => {
    const learned = learnedContext(pack, steady);
    const { contributions, score } = await explainScore(learned, 'lamp-3', {}, serveList);
    expect(contributions.filter(({ kind }) => kind === 'contrast')).toHaveLength(1);
    const rest = contributions.find(({ kind }) => kind === 'rest')?.contribution ?? 0;
    expect(Math.abs(rest)).toBeLessThan(1e-6 * Math.abs(score));
    const { contributions: plain } = await explainScore(contextAfter(pack, steady), 'lamp-3', {}, serveList);
    expect(plain.some(({ kind }) => kind === 'contrast')).toBe(false);
  });

  it.each([{}, { sharpness: 0.4 }])('has reasons that add up beside a sequence encoder, whose part stays: %o', async (form) => {
    const plain = await learningPack({ encoder: 0.05 });
    const learning = { ...plain, manifest: { ...plain.manifest, encoder: { ...plain.manifest.encoder, ...form } } };
    const attend: Pack['attend'] = (history) => history.map(({ row }) => rowVector(learning, row).map((value) => value / history.length));
    const learned = learnedContext({ ...learning, attend }, steady);
    expect(learned.note.code).toBe('learning-on');
    for (const { score, reasons } of await listOf(learned)) expect(sumOf(reasons)).toBe(score);
    const { contributions, score } = await explainScore(learned, 'lamp-3', {}, serveList);
    expect(sumOf(contributions)).toBe(score);
    const rest = contributions.find(({ kind }) => kind === 'rest')?.contribution ?? 0;
    expect(Math.abs(rest)).toBeLessThan(1e-6 * Math.abs(score));
    const without = learnedContext(learning, steady);
    expect(score).not.toBe((await explainScore(without, 'lamp-3', {}, serveList)).score);
  });

  it('ranks an item, once an event is forgotten, where it would have been had the event never been, as the account said', async () => {
    const events = steady.slice(0, 24);
    const learned = learnedContext(pack, events);
    const { withoutEvent } = await explainScore(learned, 'lamp-3', { exclude: 'none' }, serveList);
    expect(withoutEvent).toHaveLength(events.length);
    for (const { eventId, rankAfter } of withoutEvent) {
      const left = learnedContext(
        pack,
        events.filter(({ id }) => id !== eventId),
      );
      expect((await explainScore(left, 'lamp-3', { exclude: 'none' }, serveList)).rank).toBe(rankAfter);
    }
  });

  it('has, after an event is forgotten, the query of a shopper who never had it', () => {
    const left = steady.filter((_, at) => at !== 17);
    const learner = idleLearner();
    let forgotten = contextAfter(pack, []);
    for (let known = 0; known <= steady.length; known++) learner.withLearned(contextAfter(pack, steady.slice(0, known)));
    // Without the event the log is another one: it is learned again, by lists of a shorter log first.
    for (let known = 0; known <= left.length; known++) forgotten = learner.withLearned(contextAfter(pack, left.slice(0, known)));
    const { query } = personalEvidence(learnedContext(pack, left));
    expect(personalEvidence(forgotten).query).toEqual(query);
  });
});
