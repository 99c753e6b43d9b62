import { openSnowplow } from '../../record/recorders/snowplow.js';
import { VIEW } from '../view-event.js';

const { record } = await openSnowplow(false);
record(VIEW);
