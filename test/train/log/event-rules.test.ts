import { expect, it } from 'vitest';
import { LOG_NAMES } from '../../../src/train/log/columns/log-columns.js';
import { eventRules } from '../../../src/train/log/events/event-rules.js';

it('the Spark job has the same column names and events as a build (vitest --update rewrites them)', async () => {
  const rules = JSON.stringify({ columns: LOG_NAMES, events: eventRules() }, null, 1);
  await expect(`${rules}\n`).toMatchFileSnapshot('../../../distributed/event-rules.json');
});
