// SPDX-License-Identifier: AGPL-3.0-or-later
// One page for all: main.tsx loads the portal, the kiosk or the console by the first part of the path.
// The oldest browser served is Chromium 86 (360 on Windows 7); scripts/check-baseline.mjs fails on anything newer.
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// FullCalendar brings an icon font as data:, which the content policy refuses; our calendar draws no icon of it.
export function withoutIconFont(): Plugin {
  return {
    name: 'without-icon-font',
    transform(code, id) {
      if (!id.includes('@fullcalendar/core')) return undefined;
      const without = code.replace(/@font-face\{[^}]*\}/g, '');
      return without === code ? undefined : { code: without, map: null };
    },
  };
}

export default defineConfig({
  base: '/',
  plugins: [withoutIconFont(), react()],
  build: {
    target: 'chrome86',
    cssTarget: 'chrome86',
    manifest: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
});
