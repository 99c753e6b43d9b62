import { openSnowplow } from '../../tools/trackers/open-snowplow.js';
import { VIEW } from '../view-event.js';

const { record } = await openSnowplow(false);
record(VIEW);
