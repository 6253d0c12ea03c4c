// SPDX-License-Identifier: AGPL-3.0-or-later
// The page itself: what strict content policies and old kernels need, and what may never be in the sources.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { parse } from 'acorn';

const root = resolve(import.meta.dirname, '..');
const page = readFileSync(join(root, 'index.html'), 'utf8');
const sources = readdirSync(join(root, 'src'), { recursive: true }).map(String).filter((f) => /\.tsx?$/.test(f));

test('no inline script, no inline style, no foreign address', () => {
  for (const [tag] of page.matchAll(/<script[^>]*>/g)) assert.match(tag, /\ssrc="\//);
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|https?:\/\//);
});

test('the server finds where to put the nonce; double-core browsers take the fast kernel', () => {
  assert.match(page, /<meta property="csp-nonce"[^>]*nonce="__NONCE__"/);
  assert.match(page, /<meta name="renderer" content="webkit"/);
  assert.match(page, /<html lang="zh-CN">/);
  assert.match(page, /<noscript>/);
});

test('the page for old kernels is written in the script of 1999', () => {
  const text = readFileSync(join(root, 'public/old-browser.js'), 'utf8');
  assert.doesNotThrow(() => parse(text, { ecmaVersion: 3, sourceType: 'script' }));
  assert.match(page, /<script nomodule src="\/old-browser\.js">/);
});

test('nothing is kept in the browser, written to its console or put into an address', () => {
  for (const file of sources) {
    const text = readFileSync(join(root, 'src', file), 'utf8');
    assert.doesNotMatch(text, /localStorage|sessionStorage|indexedDB|document\.cookie|caches\./, file);
    assert.doesNotMatch(text, /console\.(log|warn|error|info|debug)/, file);
    assert.doesNotMatch(text, /dangerouslySetInnerHTML|innerHTML|\beval\(|new Function/, file);
    assert.doesNotMatch(text, /https?:\/\//, file);
  }
});

test('a search travels in a body and a title names no person', () => {
  for (const file of sources) {
    const text = readFileSync(join(root, 'src', file), 'utf8');
    assert.doesNotMatch(text, /query:\s*\{[^}]*\b(text|name|phone|search)\b/, file);
    assert.doesNotMatch(text, /useTitle\([^)]*(label|visitor|\.name)/, file);
  }
});

test('every source file says its licence first and stays short', () => {
  for (const file of sources) {
    if (file.endsWith('schema.d.ts')) continue; // written by `npm run client`, not kept
    const text = readFileSync(join(root, 'src', file), 'utf8');
    assert.ok(text.startsWith('// SPDX-License-Identifier: AGPL-3.0-or-later\n'), file);
    assert.ok(text.split('\n').length <= 300, file);
  }
});
