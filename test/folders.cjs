// Which folder of src/ may import which: a table that test/depcruise.cjs checks.
const FOUNDATION = ['types', 'core'];
const MAY_IMPORT = {
  types: ['types'],
  core: ['types', 'core'],
  pack: FOUNDATION,
  store: FOUNDATION,
  record: [...FOUNDATION, 'store'],
  profile: FOUNDATION,
  query: FOUNDATION,
  score: FOUNDATION,
  rerank: FOUNDATION,
  explain: FOUNDATION,
  ranker: FOUNDATION,
  learning: FOUNDATION,
  rules: FOUNDATION,
  phrases: FOUNDATION,
  engine: [...FOUNDATION, 'pack', 'store', 'profile', 'query', 'score', 'rerank', 'explain', 'rules', 'ranker', 'learning'],
  worker: [...FOUNDATION, 'engine', 'pack'],
  client: [...FOUNDATION, 'store', 'record', 'worker'],
  elements: FOUNDATION,
  // The rest it fetches when it is needed, from where it came from itself.
  script: [...FOUNDATION, 'record', 'elements'],
  // Know the shelf by its type: whoever made it gives it.
  binding: FOUNDATION,
  react: [...FOUNDATION, 'binding'],
  vue: [...FOUNDATION, 'binding'],
  // The trainer measures through the functions that ship.
  train: [...FOUNDATION, 'pack', 'profile', 'query', 'score', 'rerank', 'rules', 'ranker', 'engine'],
  cli: [...FOUNDATION, 'pack', 'train'],
};

module.exports = { MAY_IMPORT };
