// Runs in a browser, as a page's script: the model test on the browser's own IndexedDB.
import { runModel } from './run-model.js';

declare global {
  /** Whatever drives the browser calls it by name. */
  var storageModel: typeof runModel;
}

globalThis.storageModel = runModel;
