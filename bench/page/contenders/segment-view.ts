import { openSegment } from '../../tools/trackers/open-segment.js';
import { VIEW } from '../view-event.js';

const { record } = await openSegment(false);
record(VIEW);
