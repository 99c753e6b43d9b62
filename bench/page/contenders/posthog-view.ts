import { openPosthog } from '../../tools/trackers/open-posthog.js';
import { VIEW } from '../view-event.js';

const { record } = await openPosthog();
record(VIEW);
