export { CHINESE } from './phrases/chinese.js';
export { ENGLISH } from './phrases/english.js';
export { type Occasion, occasionOf, phrase } from './phrases/phrase.js';
export type { PhraseTable, Span } from './phrases/phrase-table.js';
