import { expect, it } from 'vitest';
import { runAtOnce } from '../../../src/core/time/run-steps.js';
import { newestFirst } from '../../../src/engine/rows/newest-first.js';
import { widePack } from '../../fixtures/wide-pack.js';

it('the newest items of a large catalogue come in order of their days, then of their scores', async () => {
  const wide = await widePack(13_000);
  const added = wide.numberColumn('added') as Float64Array;
  const plain = [...added.keys()].sort((a, b) => added[b] - added[a] || wide.popularity[b] - wide.popularity[a] || a - b);
  expect([...runAtOnce(newestFirst(wide))]).toEqual(plain);
});
