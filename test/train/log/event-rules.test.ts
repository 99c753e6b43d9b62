import { expect, it } from 'vitest';
import { eventRules } from '../../../src/train/log/event-rules.js';
import { LOG_NAMES } from '../../../src/train/log/log-columns.js';

it('the job for Spark knows the same column names and events as a build (vitest --update writes them anew)', async () => {
  const rules = JSON.stringify({ columns: LOG_NAMES, events: eventRules() }, null, 1);
  await expect(`${rules}\n`).toMatchFileSnapshot('../../../distributed/event-rules.json');
});
