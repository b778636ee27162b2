import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { servedSet } from './building/served.ts';
import { incidentSymbols } from './building/symbols.ts';

export default defineConfig({
  plugins: [incidentSymbols(), svelte({ configFile: false }), servedSet()],
  // Under the strict content policy nothing may be inlined, and the page is served from the root.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, sourcemap: false, chunkSizeWarningLimit: 1200, rolldownOptions: { checks: { pluginTimings: false } } },
  worker: { format: 'es' },
});
