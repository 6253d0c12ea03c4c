// SPDX-License-Identifier: AGPL-3.0-or-later
// Journey 7: nobody else. Whoever is not of the conversation tries every way in; what opens to whom is read from the
// hand-written table of the contract, not from the server.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { check } from './stage.mjs';

const outsiders = { teacher: 'class_teacher', leader: 'leader', finance: 'finance', admin: 'system_admin', auditor: 'auditor' };
const streams = new Set(['/events']);
const unknown = '0123456789abcdef0123456789abcdef';

function permitted(action, role) {
  const lines = readFileSync(resolve(import.meta.dirname, '../contract/access.csv'), 'utf8').split('\n').map((line) => line.split(','));
  const of = lines.filter(([a]) => a === action);
  const mine = of.filter(([, r]) => r === role);
  return (mine.length ? mine : of.filter(([, r]) => r === '*')).some(([, , , , answer]) => answer === 'permit');
}

async function realIds(stage) {
  const get = (path) => stage.get('counsellor', path);
  const day = new Date().toISOString().slice(0, 10);
  const appointments = (await get(`/calendar?from=${day}&days=14`)).items;
  const cases = (await get('/cases')).items;
  const of = cases.find((c) => c.visitor.label.startsWith('迪丽努尔'));
  const { sessions } = await get(`/cases/${of.id}`);
  const person = of.visitor.id;
  const consents = (await get(`/persons/${person}/consents`)).items;
  const names = new Set([...appointments.map((a) => a.visitor), ...cases.map((c) => c.visitor)].filter(Boolean).map((v) => v.label.split(' · ')[0]));
  return {
    names: [...names].filter((name) => name.length > 1), day,
    ids: {
      appointment: appointments[0].id, case: of.id, person, session: sessions[0].id, consent: consents.find((c) => c.consent).consent,
      file: (await get('/archive-files')).items[0].id, staff: appointments[0].counsellor, sequence: '5', number: '1',
      author: appointments[0].counsellor, supervisor: appointments[0].counsellor, // of a process note, and of a counsellor
    },
  };
}

function filled(path, ids, day) {
  const query = { '/ledger/consistency': '?from=1&to=2', '/free-times': `?from=${day}&days=7`, '/calendar': `?from=${day}&days=7`, '/board': `?date=${day}`, '/consent-texts': '?purpose=service&audience=adult', '/disclosure': '?audience=adult' };
  return path.replace(/\{(\w+)\}/g, (_, name) => {
    check(ids[name], `an id for {${name}} of ${path}`);
    return ids[name];
  }) + (query[path] ?? '');
}

const plain = (body) => body.replace(/"request_id":"[0-9a-f]+"/, '"request_id":""');

export default [
  ['the real ids of a counsellor are taken along', async (stage, s) => {
    await stage.pageOf('counsellor', '/console');
    Object.assign(s, await realIds(stage));
    const spoken = spawnSync(stage.program, ['openapi'], { encoding: 'utf8', maxBuffer: 1 << 26 });
    s.paths = Object.entries(JSON.parse(spoken.stdout).paths).filter(([, methods]) => methods.get)
      .map(([path, { get }]) => ({ path: path.replace('/api/v1', ''), action: get['x-action'] })).filter(({ path }) => !streams.has(path));
    check(s.paths.length > 30 && s.paths.every((p) => p.action), 'every way in says its action');
    check(s.names.length >= 8, 'the names to look for');
    // A later way out joins by itself: what openapi.json names is walked, or stands among the streams; ids it needs are asked for.
    const written = Object.entries(JSON.parse(readFileSync(resolve(import.meta.dirname, '../../openapi.json'), 'utf8')).paths).filter(([, methods]) => methods.get).map(([path]) => path.replace('/api/v1', ''));
    const walked = new Set(s.paths.map(({ path }) => path));
    const forgotten = written.filter((path) => !walked.has(path) && !streams.has(path));
    check(forgotten.length === 0, `nobody walks ${forgotten.join(', ')}`);
    for (const { path } of s.paths) filled(path, s.ids, s.day);
  }],
  ...Object.entries(outsiders).map(([login, role]) => [`the ${role.replace('_', ' ')} is refused on every path that is not theirs, and meets no visitor's name`, async (stage, s) => {
    await stage.pageOf(login, '/console');
    let refused = 0;
    for (const { path, action } of s.paths) {
      const { status, body } = await stage.ask(login, filled(path, s.ids, s.day));
      const name = s.names.find((n) => body.includes(n));
      check(!name, `GET ${path} told ${login} the name of a visitor (${status})`);
      if (permitted(action, role)) check([200, 404, 409].includes(status), `GET ${path} for ${login}: ${status}`);
      else check(status === 403 || status === 404, `GET ${path} for ${login}: ${status} ${body.slice(0, 200)}`);
      refused += status === 403 || status === 404 ? 1 : 0;
    }
    check(refused >= 15, `${refused} of ${s.paths.length} refused`);
  }]),
  ['the same outsiders walk through the pages and see no name either', async (stage, s) => {
    const doors = ['/console', '/console/calendar', `/console/cases/${s.ids.case}`, `/console/sessions/${s.ids.session}`, `/console/people/${s.ids.person}`, `/console/archive/${s.ids.file}`];
    for (const login of Object.keys(outsiders)) {
      const page = await stage.pageOf(login, '/console');
      for (const door of doors) {
        await page.goto(door);
        await page.locator('main h1, main h2').first().waitFor();
        await page.waitForFunction(() => !document.querySelector('.skeleton'));
        const text = await page.locator('body').innerText();
        check(!s.names.some((n) => text.includes(n)), `${login} saw a name on ${door}`);
      }
      await page.context().close();
    }
  }],
  ['what is closed and what does not exist are answered with the same bytes', async (stage, s) => {
    await stage.pageOf('chenxi', '/times');
    await stage.pageOf('district', '/console');
    check((await stage.get('chenxi', '/me/person')).id !== s.ids.person, 'the case taken along is of another visitor');
    const doors = [
      ['district', `/cases/ID`, s.ids.case], ['district', '/sessions/ID/record', s.ids.session], ['district', '/sessions/ID/process-note', s.ids.session],
      ['district', '/sessions/ID/record/versions', s.ids.session], ['district', '/consents/ID', s.ids.consent],
      ['chenxi', '/consents/ID', s.ids.consent], ['chenxi', '/persons/ID/consents', s.ids.person],
    ];
    for (const [login, path, id] of doors) {
      const closed = await stage.ask(login, path.replace('ID', id));
      const nothing = await stage.ask(login, path.replace('ID', unknown));
      check(closed.status === 404 && nothing.status === 404, `${login} ${path}: ${closed.status} and ${nothing.status}`);
      check(plain(closed.body) === plain(nothing.body), `${login} ${path}: the answers differ`);
    }
  }],
];
