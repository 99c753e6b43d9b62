import { openSegment } from '../../record/recorders/segment.js';
import { VIEW } from '../view-event.js';

const { record } = await openSegment(false);
record(VIEW);
