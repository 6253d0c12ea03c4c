// SPDX-License-Identifier: AGPL-3.0-or-later
// First pages, gzip: what the browser must fetch before somebody can do anything. Portal <= 200 KB, console <= 350 KB.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = process.argv[2] ?? 'dist';
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
const kib = 1024;
const goals = [
  { name: 'portal', limit: 200 * kib, entries: ['index.html', 'src/portal/portal.tsx'] },
  { name: 'kiosk', limit: 200 * kib, entries: ['index.html', 'src/kiosk/kiosk.tsx'] },
  { name: 'console', limit: 350 * kib, entries: ['index.html', 'src/console/console.tsx', 'src/reception/board.tsx'] },
];

function filesOf(entries) {
  const files = new Set();
  const seen = new Set();
  const walk = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the build; adjust scripts/check-size.mjs`);
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const next of chunk.imports ?? []) walk(next);
  };
  entries.forEach(walk);
  return [...files];
}

let failed = false;
for (const { name, limit, entries } of goals) {
  const files = filesOf(entries);
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, gzipSync(readFileSync(join(dist, 'index.html'))).length);
  const ok = bytes <= limit;
  failed ||= !ok;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} first page ${(bytes / kib).toFixed(1)} KB gzip of ${limit / kib} KB in ${files.length + 1} files`);
}
process.exit(failed ? 1 : 0);
