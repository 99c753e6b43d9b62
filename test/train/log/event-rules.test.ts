import { expect, it } from 'vitest';
import { LOG_NAMES, USER_NAMES, WEAK_EVENT_NAMES } from '../../../src/train/log/columns/log-columns.js';
import { eventRules } from '../../../src/train/log/events/event-rules.js';

it('the Spark job has the same column names and events as a build (vitest --update rewrites them)', async () => {
  // The job looks at names alone: it takes no name of an event column that may mean something else, and no address.
  const columns = {
    ...LOG_NAMES,
    event: LOG_NAMES.event.filter((name) => !WEAK_EVENT_NAMES.includes(name)),
    user_id: LOG_NAMES.user_id.filter((name) => !USER_NAMES.mail.includes(name)),
  };
  const rules = JSON.stringify({ columns, events: eventRules() }, null, 1);
  await expect(`${rules}\n`).toMatchFileSnapshot('../../../distributed/event-rules.json');
});
