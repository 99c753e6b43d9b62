import { expect, it } from 'vitest';
import { createProfileReader } from '../../../src/engine/state/profile-reader.js';
import { appendSealed, connectTestStore, storeOf, TEST_PLACE, viewOf } from '../../fixtures/test-store.js';

it('events that move from memory into the log while the log is read are known at every moment', async () => {
  const store = await storeOf(connectTestStore());
  const reader = createProfileReader();
  const views = Array.from({ length: 20 }, (_, index) => viewOf(`tent-${index}`, index));
  reader.hold(views);
  reader.attach(TEST_PLACE);
  for (const view of views) {
    const asked = reader.events();
    await appendSealed(store, [view]);
    // A list reads the log meanwhile, and lets go of what is stored.
    const [known] = await Promise.all([asked, reader.read([])]);
    expect(known.map(({ id }) => id).sort()).toEqual(views.map(({ id }) => id).sort());
  }
});

it('events that are asked for while a log is attached are read from it', async () => {
  const store = await storeOf(connectTestStore());
  const view = viewOf('tent-1', 1);
  await appendSealed(store, [view]);
  const reader = createProfileReader();
  const asked = reader.events();
  reader.attach(TEST_PLACE);
  expect((await asked).map(({ id }) => id)).toEqual([view.id]);
});

it('a log that could not be opened is read again as soon as the page says that it uses it, without waiting', async () => {
  const store = await storeOf(connectTestStore());
  const view = viewOf('tent-1', 1);
  await appendSealed(store, [view]);
  const reader = createProfileReader();
  const { open } = indexedDB;
  indexedDB.open = () => {
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  };
  reader.attach(TEST_PLACE);
  await expect(reader.events()).rejects.toMatchObject({ code: 'storage-failed' });
  indexedDB.open = open;
  await expect(reader.events()).rejects.toThrow('Storage is suspended');
  reader.attach(TEST_PLACE);
  expect((await reader.events()).map(({ id }) => id)).toEqual([view.id]);
});
