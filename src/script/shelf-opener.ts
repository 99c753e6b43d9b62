/**
 * What the script tag needs to open a shelf and to run calls on it. It is loaded with `index.js`, once there is something to record or to show.
 */
export { BUILD as build } from '../core/version.js';
export { openTagShelf } from './opening/open-tag-shelf.js';
