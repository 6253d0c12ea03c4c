// SPDX-License-Identifier: AGPL-3.0-or-later
// Fails when the built files hold anything Chromium 86 does not understand.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseline, checkCss, checkJs } from './baseline.mjs';

const dist = process.argv[2] ?? 'dist';
const files = readdirSync(dist, { recursive: true }).map(String).filter((name) => /\.(m?js|css)$/.test(name));
if (files.length === 0) {
  console.error(`no built files under ${dist}`);
  process.exit(2);
}
const found = files.flatMap((name) => (name.endsWith('.css') ? checkCss : checkJs)(readFileSync(join(dist, name), 'utf8'), name));
for (const line of found) console.error(line);
console.log(`${found.length ? 'FAIL' : 'ok  '} ${files.length} files against Chromium ${baseline}: ${found.length} findings`);
process.exit(found.length ? 1 : 0);
