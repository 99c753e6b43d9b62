import { createShelf } from 'onshelf';
import { defineElements } from 'onshelf/elements';

/** One for the whole visit. It loads the pack in the background. */
export const shelf = createShelf({ pack: '/pack/pack.json' });

// For <onshelf-panel>.
defineElements(shelf);
