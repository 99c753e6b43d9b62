/** Why learning rests: the page is hidden, the browser saves data, the battery is low, or it is off. */
type LearningRest = 'hidden' | 'saves-data' | 'battery';

/** Whether the engine may learn now; null: it may. */
export type LearningPace = LearningRest | null;
