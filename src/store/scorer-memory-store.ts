import type { ScorerMemory, ScorerMemoryStore } from '../types/choice-memory.js';
import type { Database } from './database.js';

/**
 * Keeps what was learned of this device's scorers in IndexedDB.
 *
 * @param open gives the open database, or null where nothing may be stored
 */
export function createScorerMemoryStore(open: () => Promise<Database> | null): ScorerMemoryStore {
  return {
    read: async () => (await (await open())?.get('meta', 'scorers')) as ScorerMemory | undefined,
    write: async (memory) => {
      await (await open())?.put('meta', memory, 'scorers');
    },
  };
}
