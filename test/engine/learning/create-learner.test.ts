import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLearner, type Learner, type LearnerParts } from '../../../src/engine/learning/create-learner.js';
import { digestPack, learnAtOnce, learnLog } from '../../../src/engine/learning/learn-log.js';
import { personalEvidence } from '../../../src/engine/list/personal-source.js';
import { readEpoch, readLearned, writeLearned } from '../../../src/store/caches/learned-cache.js';
import type { Connection } from '../../../src/store/connection.js';
import { readEventLog } from '../../../src/store/log/read-event-log.js';
import { removeEvents } from '../../../src/store/log/remove-events.js';
import type { Pack } from '../../../src/types/pack.js';
import type { LearnedState } from '../../../src/types/scoring/learned-state.js';
import { appendSealed, connectTestStore, storeOf } from '../../fixtures/test-store.js';
import { NOW } from '../list-fixture.js';
import { contextAfter, learningPack, viewsOf } from './learning-fixture.js';

const events = viewsOf(['lamp'], 45);
let pack: Pack;
let connection: Connection;
beforeAll(async () => {
  pack = await learningPack();
});
beforeEach(async () => {
  connection = connectTestStore();
  await appendSealed(await storeOf(connection), events);
});

const learnerOf = (parts: Partial<LearnerParts> = {}): Learner =>
  createLearner({
    connection: () => connection,
    current: async () => contextAfter(pack, events),
    now: () => NOW,
    allowed: async () => {},
    closing: new AbortController().signal,
    ...parts,
  });
const stored = async (): Promise<LearnedState | null | undefined> => (await connection.run(readLearned))?.state;
const whole = (): LearnedState => learnAtOnce(pack, digestPack(pack), contextAfter(pack, events).profile, null);
/** The state after some steps. */
const part = (steps: number): LearnedState => [...learnLog(pack, digestPack(pack), contextAfter(pack, events).profile, null)][steps - 1];
const keep = async (state: LearnedState | null, spent = 0, day = Math.floor(NOW / 86_400_000)): Promise<void> =>
  connection.run(async (store) => writeLearned(store, { state, day, spent }, await readEpoch(store)));

describe('a learner', () => {
  it('learns the whole log while it may, and stores what the log gives, sealed', async () => {
    learnerOf().pace(null);
    await vi.waitFor(async () => expect(await stored()).toEqual(whole()), { timeout: 20_000 });
    const { database } = await storeOf(connection);
    const { sealed } = (await database.get('profiles', 'learned')) ?? { sealed: null };
    expect(sealed?.by).toBe('gcm');
  });

  it('goes on from what an earlier page stored, to the same bits', async () => {
    await keep(part(30));
    learnerOf().pace(null);
    await vi.waitFor(async () => expect(await stored()).toEqual(whole()), { timeout: 20_000 });
  });

  it.each(['hidden', 'saves-data', 'battery'] as const)(
    'learns nothing while its pace is %s, and lists use what is stored',
    async (pace) => {
      await keep(whole());
      const current = vi.fn(async () => null);
      const learner = learnerOf({ current });
      learner.pace(pace);
      await vi.waitFor(() => expect(learner.withLearned(contextAfter(pack, events)).learn).toBeDefined());
      expect(learner.note().code).toBe('learning-on');
      expect(current).not.toHaveBeenCalled();
    },
  );

  it('learns nothing once its time of a day is used up, says so, and goes on the next day', async () => {
    await keep(part(30), 1e6);
    const learner = learnerOf();
    learner.pace(null);
    await vi.waitFor(() => {
      learner.withLearned(contextAfter(pack, events));
      expect(learner.note().message).toMatch(/15 events .* its time of today is used up/);
    });
    expect((await stored())?.steps).toBe(30);
    learnerOf({ now: () => NOW + 86_400_000 }).pace(null);
    await vi.waitFor(async () => expect(await stored()).toEqual(whole()), { timeout: 20_000 });
  });

  it('uses nothing that is damaged, and nothing of another log: it learns anew', async () => {
    await keep({ ...part(30), digest: 1 });
    learnerOf().pace(null);
    await vi.waitFor(async () => expect(await stored()).toEqual(whole()), { timeout: 20_000 });
    await keep({ ...part(30), vector: ['a'] } as unknown as LearnedState);
    expect(await stored()).toBeUndefined();
  });

  it('stores what a list made it catch up with', async () => {
    await keep(whole());
    const later = [...events, ...viewsOf(['lamp'], 48).slice(45)];
    const learner = learnerOf({ current: async () => contextAfter(pack, later) });
    learner.pace(null);
    await vi.waitFor(() => expect(learner.withLearned(contextAfter(pack, later)).learn).toBeDefined());
    await vi.waitFor(async () => expect((await stored())?.steps).toBe(48), { timeout: 5000 });
  });

  it('uses nothing of what it knows for a log that has become another one, however short that is', async () => {
    await keep(whole());
    const learner = learnerOf();
    learner.pace('hidden');
    await vi.waitFor(() => expect(learner.withLearned(contextAfter(pack, events)).learn).toBeDefined());
    const shown = events.map((event) => ({ ...event, name: 'view_item_list' as const }));
    for (const log of [[], shown]) {
      const context = learner.withLearned(contextAfter(pack, log));
      expect(learner.note()).toMatchObject({ code: 'learning-off', message: expect.stringMatching(/0 events that could be predicted/) });
      expect(personalEvidence(context)).toEqual(personalEvidence(contextAfter(pack, log)));
    }
  });

  it('learns nothing while lists ignore the shopper', async () => {
    const current = vi.fn(async () => null);
    learnerOf({ current }).pace(null);
    await vi.waitFor(() => expect(current).toHaveBeenCalled(), { timeout: 5000 });
    expect(await stored()).toBeUndefined();
  });

  it('ends with its engine', async () => {
    const closing = new AbortController();
    const current = vi.fn(async () => null);
    const learner = learnerOf({ current, closing: closing.signal });
    closing.abort();
    learner.pace(null);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(current).not.toHaveBeenCalled();
  });
});

describe('what is stored of learning', () => {
  it('is deleted when an event is removed from the log, and not stored again by who had read the log before', async () => {
    const epoch = await connection.run(readEpoch);
    await keep(whole());
    await connection.run((store) => removeEvents(store, ({ id }) => id === events[7].id));
    expect(await stored()).toBeUndefined();
    await connection.run((store) => writeLearned(store, { state: whole(), day: 1, spent: 0 }, epoch));
    expect(await stored()).toBeUndefined();
    expect((await connection.run((store) => readEventLog(store, 0))).events).toHaveLength(44);
  });
});
