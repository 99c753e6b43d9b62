import { createShelf } from 'onshelf';
import { provideShelf } from 'onshelf/vue';

const shelf = typeof window === 'undefined' ? null : createShelf({ pack: '/pack/pack.json' });

export default defineNuxtPlugin(({ vueApp }) => provideShelf(shelf, vueApp));
