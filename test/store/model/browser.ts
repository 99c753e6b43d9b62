// Runs in a browser, as a page's script: the model test on the browser's own IndexedDB.
import { runModel } from './run-model.js';

/** The page's global `storageModel`: the browser's driver calls it by name. */
export type StorageModel = typeof runModel;

declare global {
  var storageModel: StorageModel;
}

globalThis.storageModel = runModel;
