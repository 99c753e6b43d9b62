import type { ChangeResult } from '../../types/change-result.js';

/** The result of a call on a closed shelf. */
export const CLOSED: ChangeResult = { done: false, reason: 'closed', message: 'The shelf was closed.' };
