// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { tokens, type Token } from '../src/shared/tokens.ts';

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)].sort((m, n) => n - m) as [number, number];
  return (x + 0.05) / (y + 0.05);
}

const pairs: readonly (readonly [Token, Token])[] = [
  ['ink', 'page'], ['ink', 'surface'], ['ink', 'tint'], ['muted', 'page'], ['muted', 'surface'], ['primary', 'page'], ['primary', 'surface'], ['primary', 'tint'],
  ['primary-deep', 'tint'], ['surface', 'primary'], ['surface', 'primary-deep'], ['tint', 'primary'], ['surface', 'ink'], ['waiting', 'waiting-tint'], ['waiting', 'surface'],
  ['danger', 'danger-tint'], ['danger', 'surface'], ['danger', 'page'], ['done', 'done-tint'], ['done', 'surface'], ['info', 'info-tint'], ['note', 'note-tint'],
  ['muted', 'note-tint'], ['ink', 'waiting-tint'], ['ink', 'info-tint'], ['ink', 'done-tint'], ['ink', 'note-tint'],
];

for (const [text, behind] of pairs) {
  test(`${text} on ${behind} is readable`, () => assert.ok(contrast(tokens[text], tokens[behind]) >= 4.5, contrast(tokens[text], tokens[behind]).toFixed(2)));
}

test('borders of inputs and the focus ring can be seen', () => {
  assert.ok(contrast(tokens['line-strong'], tokens.surface) >= 3);
  assert.ok(contrast(tokens.focus, tokens.page) >= 3);
});

test('no colour is written anywhere else', () => {
  const src = resolve(import.meta.dirname, '../src');
  for (const file of readdirSync(src, { recursive: true }).map(String)) {
    if (!/\.(css|tsx?)$/.test(file) || file.endsWith('tokens.ts')) continue;
    assert.doesNotMatch(readFileSync(join(src, file), 'utf8'), /#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b(?=[;"' )])|\brgba?\(|\bhsla?\(/, file);
  }
});
