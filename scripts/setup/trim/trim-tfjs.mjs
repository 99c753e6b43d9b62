/** Modules of tfjs that do something when they are loaded, of which nothing here uses anything: saved models, hashes of texts. */
const UNUSED = /[\\/](tfjs-core[\\/]dist[\\/](io[\\/]\w+|hash_util)|long[\\/]src[\\/]long)\.js$/;
/** Places for saved models, which tfjs registers when it is loaded, and goes on without. */
const SAVED = [
  [/[\\/]tfjs-core[\\/]dist[\\/]io[\\/]local_storage\.js$/, ['BrowserLocalStorage', 'BrowserLocalStorageManager', 'browserLocalStorage']],
  [/[\\/]tfjs-core[\\/]dist[\\/]io[\\/]indexed_db\.js$/, ['BrowserIndexedDB', 'BrowserIndexedDBManager', 'browserIndexedDB']],
];

/** Where backends take functions of the processor's backend from: all at once, so that no bundler can see which of them are unused. */
const SHARED = /[\\/]tfjs-backend-web(gl|gpu)[\\/]dist[\\/]kernel_utils[\\/]shared\.js$/;
const TAKEN = /import \* as shared from ('[^']+');\s*const \{([^}]+)\} = shared;\s*export \{[^}]+\};/;

/** Registers optimizers, which only training needs, when tfjs is loaded. */
const OPTIMIZERS = /[\\/]tfjs-core[\\/]dist[\\/]optimizers[\\/]register_optimizers\.js$/;

/** For Rolldown: leaves out of tfjs what no scorer and no encoder uses. Saves a quarter of it. */
export const trimTfjs = {
  name: 'trim-tfjs',
  transform: (code, id) => {
    const classes = SAVED.find(([file]) => file.test(id))?.[1];
    if (classes !== undefined) return { code: classes.map((name) => `export class ${name} {}`).join('\n'), map: null };
    if (UNUSED.test(id)) return { code, map: null, moduleSideEffects: false };
    if (OPTIMIZERS.test(id)) return { code: 'export function registerOptimizers() {}', map: null };
    if (!SHARED.test(id)) return null;
    const [taken, from, names] = TAKEN.exec(code) ?? [];
    if (taken === undefined)
      throw new Error(`${id} has other contents than scripts/setup/trim/trim-tfjs.mjs expects; adapt it to this version of tfjs.`);
    const renamed = names.split(',').flatMap((pair) => (pair.trim() === '' ? [] : [pair.trim().replace(':', ' as')]));
    return { code: code.replace(taken, `export { ${renamed.join(', ')} } from ${from};`), map: null };
  },
};
