import { openPosthog } from '../../record/recorders/posthog.js';
import { VIEW } from '../view-event.js';

const { record } = await openPosthog();
record(VIEW);
