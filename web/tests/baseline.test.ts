// SPDX-License-Identifier: AGPL-3.0-or-later
// The baseline check must fail on what is newer than Chromium 86, and stay quiet on what is not.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
// @ts-expect-error plain JavaScript without declarations
import { checkCss, checkJs } from '../scripts/baseline.mjs';

const newerJs: Record<string, string> = {
  'static block': 'class A { static { A.x = 1 } }',
  'private in': 'class A { #x; has(o) { return #x in o } }',
  'regexp flag v': 'const r = /[a]/v;',
  'regexp flag d': 'const r = /a/d;',
  'top-level await': 'const x = await fetch("/a");',
  'import attributes': 'import a from "./a.json" with { type: "json" };',
  structuredClone: 'const x = structuredClone({});',
  randomUUID: 'const x = crypto.randomUUID();',
  toSorted: 'const x = [1].toSorted();',
  'timeout signal': 'fetch("/a", { signal: AbortSignal.timeout(5) });',
  'style text': 'const css = ".panel{position:absolute;inset:0;color:red}.panel .x{color:blue;border:0;padding:0}.y{margin:0;top:0}";',
};
const olderJs = [
  'class A { #x = 1; #m() { return this.#x ?? 0 } get() { return this.#m() } }',
  'let a = null; a ??= 1; a ||= 2; const n = 1_000; "x".replaceAll("x", "y");',
  'if (document.startViewTransition) document.startViewTransition(() => 1);',
  'typeof structuredClone === "function" ? structuredClone({}) : 1;',
  'async function f() { for await (const x of y) await x; }',
];
const newerCss: Record<string, string> = {
  ':is': ':is(h1, h2) { color: red }',
  ':where': ':where(h1) { color: red }',
  ':has': 'a:has(b) { color: red }',
  ':not list': 'a:not(.b, .c) { color: red }',
  'aspect-ratio': 'a { aspect-ratio: 1 }',
  inset: 'a { inset: 0 }',
  'margin-inline': 'a { margin-inline: 0 }',
  'accent-color': 'a { accent-color: red }',
  oklch: 'a { color: oklch(50% 0.1 20) }',
  'color-mix': 'a { color: color-mix(in srgb, red, blue) }',
  container: '@container (min-width: 1px) { a { color: red } }',
  layer: '@layer x { a { color: red } }',
  dvh: 'a { height: 100dvh }',
  nesting: 'a { color: red; & b { color: blue } }',
  'nesting without &': 'a { color: red; .b { color: blue } }',
  'overflow clip': 'a { overflow: clip }',
};
const olderCss = ['a { display: flex; gap: 4px } a:focus-visible { outline: 1px } a:not(.b):hover { color: red }', '@media print { a { break-inside: avoid } }', 'a { width: min(1px, 2vw); margin-inline-start: 0 }'];

for (const [name, text] of Object.entries(newerJs)) test(`refuses in scripts: ${name}`, () => assert.notEqual(checkJs(text).length, 0));
for (const text of olderJs) test(`accepts in scripts: ${text.slice(0, 40)}`, () => assert.deepEqual(checkJs(text), []));
for (const [name, text] of Object.entries(newerCss)) test(`refuses in styles: ${name}`, () => assert.notEqual(checkCss(text).length, 0));
for (const text of olderCss) test(`accepts in styles: ${text.slice(0, 40)}`, () => assert.deepEqual(checkCss(text), []));

test('the command fails on a planted newer construct and passes without it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baseline-'));
  try {
    writeFileSync(join(folder, 'good.js'), 'export const a = 1;\n');
    writeFileSync(join(folder, 'good.css'), 'a { color: red }\n');
    execFileSync(process.execPath, ['scripts/check-baseline.mjs', folder]);
    writeFileSync(join(folder, 'planted.css'), 'a:has(b) { color: red }\n');
    assert.equal(spawnSync(process.execPath, ['scripts/check-baseline.mjs', folder]).status, 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
