// SPDX-License-Identifier: AGPL-3.0-or-later
// Every text exists in both languages with the same parameters, in the voice of the house.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fill, say, words, type Catalogue } from '../src/shared/words.ts';

const src = resolve(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true }).map(String).filter((f) => f.endsWith('.words.ts'));
const han = /[\u3400-\u9fff]/;
const parameters = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

async function catalogues(): Promise<[string, Catalogue][]> {
  const found: [string, Catalogue][] = [];
  for (const file of files) {
    const module = (await import(pathToFileURL(join(src, file)).href)) as Record<string, Catalogue>;
    for (const [name, catalogue] of Object.entries(module)) found.push([`${file}#${name}`, catalogue]);
  }
  return found;
}

test('there are catalogues to check', async () => {
  assert.ok((await catalogues()).length >= 12);
});

test('both languages say the same things', async () => {
  for (const [where, catalogue] of await catalogues()) {
    for (const [key, [zh, en]] of Object.entries(catalogue)) {
      const at = `${where}.${key}`;
      assert.ok(zh.trim() && en.trim(), `${at} is empty`);
      assert.deepEqual(parameters(zh), parameters(en), `${at} has other parameters`);
      if (key !== 'language' && key !== 'language_label') {
        assert.match(zh, han, `${at} is not Chinese`);
        assert.doesNotMatch(en, han, `${at} has Chinese in English`);
      }
    }
  }
});

test('the voice: no exclamation marks, no 你 in place of 您, no words the house does not use', async () => {
  for (const [where, catalogue] of await catalogues()) {
    for (const [key, [zh, en]] of Object.entries(catalogue)) {
      const at = `${where}.${key}`;
      assert.doesNotMatch(zh + en, /[!!]/, `${at} shouts`);
      assert.doesNotMatch(zh, /权限不足|操作失败|非法|患者|病人|客户|用户|请注意|逾期/, `${at} uses a word of other houses`);
      assert.doesNotMatch(en, /\b(patient|client|user|invalid|illegal|overdue|therapist)\b/i, `${at} uses a word of other houses`);
    }
  }
});

test('Chinese has the full-width marks', async () => {
  for (const [where, catalogue] of await catalogues()) {
    for (const [key, [zh]] of Object.entries(catalogue)) {
      assert.doesNotMatch(zh.replace(/\{\w+\}/g, ''), /[\u3400-\u9fff」』][,;:?()]|[,;:?()][\u3400-\u9fff「『]/, `${where}.${key}`);
    }
  }
});

test('no Chinese text outside the catalogues', async () => {
  const { readFileSync } = await import('node:fs');
  // The national line, shown before the centre is known; and the one word that changes with the reader.
  const allowed = new Set(['shared/ui/help.tsx', 'shared/words.ts']);
  for (const file of readdirSync(src, { recursive: true }).map(String)) {
    if (!/\.tsx?$/.test(file) || file.endsWith('.words.ts') || allowed.has(file.replace(/\\/g, '/'))) continue;
    const lines = readFileSync(join(src, file), 'utf8').split('\n').filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line));
    for (const line of lines) assert.doesNotMatch(line, han, `${file}: ${line.trim().slice(0, 60)}`);
  }
});

test('pupils are addressed with 你, adults with 您, and parameters are filled', () => {
  const c = words({ a: ['您好,{n} 分钟', 'Hello, {n} min'] });
  assert.equal(fill(say(c, 'zh', 'pupil').a, { n: 3 }), '你好,3 分钟');
  assert.equal(fill(say(c, 'zh', 'adult').a, { n: 3 }), '您好,3 分钟');
  assert.equal(fill(say(c, 'en', 'pupil').a, {}), 'Hello, {n} min');
});
