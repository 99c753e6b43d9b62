import { teacherRows } from '../../teacher/teacher-rows.js';
import { TEACHER_NAMES, type TeacherName } from '../../teacher/teaching.js';
import { closedForm } from '../closed-form.js';
import type { ItemNeighbours } from '../item-cosine.js';
import { followingSettings, type TrainSettings } from '../train-settings.js';
import { mixFollowers } from './mix-followers.js';
import { usesTeacher } from './mixture.js';
import { type PartsRequest, trainParts } from './train-parts.js';

/**
 * Trains the table of followers that ships: the closed form with its second hop, or the mixture that was chosen.
 *
 * @param request data and settings; the teacher is trained where it is needed
 */
export async function trainFollowers(request: Omit<PartsRequest, 'rows'>): Promise<ItemNeighbours> {
  const { interactions, settings, steps, purpose } = request;
  const { mixture, following } = settings;
  const teacher = usesTeacher(mixture) ? mixedTeacher(settings) : (following.teaching?.teacher ?? null);
  const rows = teacher === null ? null : await teacherRows(teacher, interactions, settings.minimumSupport, steps, purpose);
  if (mixture === null) {
    const whole = followingSettings(settings);
    const total = 2 * interactions.items;
    return steps.keep(`items that follow${purpose}`, (progress) => closedForm(interactions, whole, progress, rows), total, 'items');
  }
  const parts = await trainParts(
    { ...request, rows },
    mixture.map(({ part }) => part),
  );
  return mixFollowers(parts, mixture, settings.neighbours);
}

/** The teacher whose rows a mixture may have as a part; null where none was asked for. */
export function mixedTeacher({ teacher, following }: TrainSettings): TeacherName | null {
  if (teacher === 'none') return null;
  return following.teaching?.teacher ?? (teacher === 'auto' ? TEACHER_NAMES[0] : teacher);
}
