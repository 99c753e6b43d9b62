// Nothing here uses cursors, nor indexes by way of the database, nor asks what a wrapped object has, or changes it. idb registers
// asynchronous iterators over cursors at the end of its one file, and wraps all of that before. It stops listening to what has
// happened once and will not again, and looks for methods that one browser of long ago did not have. 0.6 kB in both bundles.
const FILE = '/idb/build/index.js';
/** What is left out: pattern to what takes its place, and in how many places, where not in one. */
const CUTS = [
  [/const advanceMethodProps[\s\S]*$/g, '\nexport { deleteDB, openDB, unwrap, wrap };'],
  [/ {4}if \(getCursorAdvanceMethods\(\)\.includes\(func\)\) \{[\s\S]*?\n {4}\}\n/g, ''],
  [/prop\.replace\(\/FromIndex\$\/, ''\)/g, 'prop'],
  [/prop !== targetFuncName/g, 'false'],
  [/ +const unlisten = \(\) => \{[\s\S]*?\n +\};\n/g, '', 2],
  [/ +unlisten\(\);\n/g, '', 4],
  [/!\(targetFuncName in \(useIndex \? IDBIndex : IDBObjectStore\)\.prototype\) \|\|/g, ''],
  [/receiver\.objectStoreNames\[1\]\s+\? undefined\s+: /g, ''],
  [/ {4}set\(target, prop, value\) \{[\s\S]*?\n {4}\},\n/g, ''],
  [/ {4}has: \(target, prop\) => .*\n/g, ''],
  [/ {4}has\(target, prop\) \{[\s\S]*?\n {4}\},\n/g, ''],
];

/**
 * Leaves out of idb what is not used.
 *
 * @param code idb's `build/index.js`
 * @returns the same module, smaller
 * @throws Error where idb is not built as the cuts expect: each must fit in as many places as it says
 */
export function cutCursors(code) {
  return CUTS.reduce((rest, [pattern, replacement, expected = 1]) => {
    const places = rest.match(pattern)?.length ?? 0;
    if (places !== expected)
      throw new Error(`idb is built in another way now: ${pattern} fits in ${places} places. Look at ${import.meta.url}`);
    return rest.replace(pattern, () => replacement);
  }, code);
}

/** For Rolldown: bundles idb without what is not used, and fails where it does not meet idb at all, as when its file is moved. */
export const idbWithoutCursors = () => {
  let met = false;
  return {
    name: 'idb-without-cursors',
    transform: (code, id) => {
      if (!id.endsWith(FILE)) return null;
      met = true;
      return { code: cutCursors(code), map: null };
    },
    buildEnd: (error) => {
      if (error === undefined && !met) throw new Error(`No file ...${FILE} was bundled: idb has been moved. Look at ${import.meta.url}`);
    },
  };
};
