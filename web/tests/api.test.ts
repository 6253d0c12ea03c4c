// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { Attempt } from '../src/shared/api/attempt.ts';
import { api, onSignedOut, setRequestLanguage, url } from '../src/shared/api/client.ts';
import { fieldText, kindOf, problemOf, ProblemError, toProblem } from '../src/shared/api/problem.ts';

const realFetch = globalThis.fetch;
const sent: { url: string; init: RequestInit & { headers: Record<string, string> } }[] = [];

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  globalThis.fetch = ((to: string, init: RequestInit & { headers: Record<string, string> }) => {
    sent.push({ url: to, init });
    return Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status, headers }));
  }) as typeof fetch;
}

afterEach(() => {
  globalThis.fetch = realFetch;
  sent.length = 0;
});

test('a problem document is shown with what, why, clause, what to do and the request', () => {
  const p = toProblem(409, { code: 'scheduling.slot_taken', title: '这个时间刚刚被约走', detail: '另一位先约了。', todo: '请选旁边的时间。', clauses: ['A1.1c'], overridable: false, request_id: 'r-1' });
  assert.deepEqual([p.kind, p.title, p.detail, p.todo, p.clauses, p.request], ['refused', '这个时间刚刚被约走', '另一位先约了。', '请选旁边的时间。', ['A1.1c'], 'r-1']);
});

test('each status becomes the state that the page can show', () => {
  const table: [number, string][] = [[0, 'failed'], [400, 'wrong'], [401, 'signed_out'], [403, 'refused'], [404, 'refused'], [409, 'refused'], [412, 'stale'], [413, 'wrong'], [422, 'wrong'], [429, 'refused'], [500, 'failed'], [503, 'failed']];
  for (const [status, kind] of table) assert.equal(kindOf(status), kind, String(status));
});

test('an answer that is no problem document is still a problem', () => {
  for (const body of [undefined, null, 'x', 7, [], { clauses: 'no', fields: { a: 1 }, title: 3 }]) {
    const p = toProblem(502, body);
    assert.equal(p.kind, 'failed');
    assert.deepEqual([p.clauses, p.fields, p.title], [[], [], '']);
  }
});

test('a wrong field is named beside its input', () => {
  const p = toProblem(422, { fields: [{ pointer: '/name', title: '还没有写姓名' }] });
  assert.equal(fieldText(p, '/name'), '还没有写姓名');
  assert.equal(fieldText(p, '/phone'), undefined);
});

test('an error names no detail, so that consoles hold no text', () => {
  const error = new ProblemError(toProblem(422, { code: 'base.name_empty', title: 'secret', detail: 'secret' }));
  assert.ok(!String(error).includes('secret'));
  assert.equal(problemOf(new Error('other')).kind, 'failed');
});

test('pressing again repeats the same act; other content or success begins another', () => {
  let n = 0;
  const attempt = new Attempt(() => `key-${++n}`);
  assert.equal(attempt.keyFor('a'), 'key-1');
  assert.equal(attempt.keyFor('a'), 'key-1');
  assert.equal(attempt.keyFor('b'), 'key-2');
  attempt.done();
  assert.equal(attempt.keyFor('b'), 'key-3');
});

test('a writing request carries X-Xinan, its key, its version and the language', async () => {
  answer(200, { ok: true });
  setRequestLanguage('en');
  await api.put('/persons/{person}', { path: { person: 'ab' }, version: 3, body: { a: 1 }, attempt: new Attempt() });
  const { url: to, init } = sent[0]!;
  assert.equal(to, '/api/v1/persons/ab');
  assert.equal(init.headers['X-Xinan'], '1');
  assert.equal(init.headers['If-Match'], '"v3"');
  assert.match(init.headers['Idempotency-Key']!, /^[0-9a-f]{32}$/);
  assert.equal(init.headers['Accept-Language'], 'en');
  assert.equal(init.cache, 'no-store');
  assert.equal(init.credentials, 'same-origin');
});

test('a reading request carries neither', async () => {
  answer(200, {});
  await api.get('/me/person');
  assert.equal(sent[0]!.init.headers['X-Xinan'], undefined);
  assert.equal(sent[0]!.init.headers['Idempotency-Key'], undefined);
});

test('the key is kept when the answer is lost and renewed when it came', async () => {
  const attempt = new Attempt();
  answer(503, {});
  await assert.rejects(api.post('/appointments', { body: { a: 1 }, attempt }));
  answer(201, {});
  await api.post('/appointments', { body: { a: 1 }, attempt });
  await api.post('/appointments', { body: { a: 1 }, attempt });
  const keys = sent.map((s) => s.init.headers['Idempotency-Key']);
  assert.equal(keys[0], keys[1]);
  assert.notEqual(keys[1], keys[2]);
});

test('paths are escaped and empty query values left out', () => {
  assert.equal(url('/persons/{person}/consents', { person: 'a/b' }), '/api/v1/persons/a%2Fb/consents');
  assert.equal(url('/free-times', {}, { from: '2026-11-23', days: 7, counsellor: '', field: undefined }), '/api/v1/free-times?from=2026-11-23&days=7');
});

test('an ended session is told once to the page, not for the question who is signed in', async () => {
  let told = 0;
  onSignedOut(() => told++);
  answer(401, { title: '需要先登录' });
  await assert.rejects(api.get('/session'));
  assert.equal(told, 0);
  await assert.rejects(api.get('/board'));
  assert.equal(told, 1);
});

test('no network is a problem that says nothing is lost', async () => {
  globalThis.fetch = (() => Promise.reject(new TypeError('net'))) as typeof fetch;
  await assert.rejects(api.get('/board'), (e: unknown) => problemOf(e).kind === 'failed' && problemOf(e).status === 0);
});
