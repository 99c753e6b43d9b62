export default defineNuxtConfig({
  compatibilityDate: '2026-11-01',
  telemetry: false,
  modules: ['@pinia/nuxt'],
  css: ['~/assets/main.css'],
  app: { head: { htmlAttrs: { lang: 'en' }, title: 'Nuxt shop', link: [{ rel: 'icon', href: 'data:,' }] } },
  vite: { worker: { format: 'es' }, optimizeDeps: { exclude: ['onshelf'] } },
});
