// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes words into every sealed field the API takes, each step a TAP line. What is written here is read back in look.mjs.
import { check } from '../journeys/stage.mjs';

const dayMs = 86_400_000;
const iso = (ms) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
const dateIn = (days) => iso(Date.now() + days * dayMs).slice(0, 10);
const png = Buffer.from('89504e470d0a1a0a', 'hex');
const pictureOf = (text) => Buffer.concat([png, Buffer.from(` ${text}`, 'utf8')]).toString('base64');
const scanOf = (text) => Buffer.from(`%PDF-1.4\n% ${text}\n`, 'utf8').toString('base64');

const record = (words, place) => ({
  background: words.both(`${place}: background`), request: words.both(`${place}: request`), theme: words.both(`${place}: theme`),
  intervention: words.both(`${place}: intervention`), method: 'listening', plan: words.both(`${place}: plan`),
  shared_summary: words.both(`${place}: shared summary`), risk: 'low',
});

// A time that is free for the counsellor, never the same twice; other staff may take it in between.
async function freeTime(s, counsellor = s.me) {
  const { items } = await s.desk.get(`/free-times?from=${dateIn(1)}&days=14&counsellor=${counsellor}`);
  const free = items.find((t) => !s.taken.has(t.starts_at) && t.counsellor === counsellor);
  check(free, 'a free time within two weeks');
  s.taken.add(free.starts_at);
  return { counsellor, starts_at: free.starts_at, ends_at: free.ends_at };
}

async function unplanned(s, visitor, place) {
  const started = await s.desk.post('/sessions/unplanned', { visitor, kind: 'emergency', reason: s.words.both(`${place}: reason of an unplanned talk`) });
  await s.desk.post(`/sessions/${started.session.id}/end`);
  return { session: started.session.id, case: started.case };
}

async function writeAndSign(s, session, place) {
  const path = `/sessions/${session}/record`;
  const first = await s.desk.change('PUT', path, record(s.words, place));
  return s.desk.call('POST', `${path}/sign`, undefined, { match: first.etag });
}

async function agree(s, person, purpose, extra) {
  const { items } = await s.desk.get(`/consent-texts?purpose=${purpose}&audience=adult`);
  const text = items[0] ?? (await s.desk.get(`/persons/${person}/consents`)).items.find((x) => x.purpose === purpose);
  const ticks = (text.sections ?? []).filter((x) => x.tick).map((x) => x.key);
  return s.desk.post(`/persons/${person}/consents`, { text: text.id ?? text.text, ticks, understood: 'said_back', by: 'self', ...extra });
}

export const planting = [
  ['names, numbers and why a namesake was entered', async (s) => {
    const { words, desk } = s;
    s.people = [];
    for (let i = 1; i <= 4; i++) {
      const added = await desk.post('/persons', { kind: 'adult', name: words.name(`name of person ${i}`), birthday: '1990-02-0' + i, phone: words.phone(`telephone of person ${i}`),
        override_reason: words.both(`why person ${i} was entered`) });
      s.people.push(added.person.id);
    }
    const name = words.name('second name of person 4');
    await desk.change('PUT', `/persons/${s.people[3]}`, { kind: 'adult', name, birthday: '1990-02-04', phone: words.phone('second telephone of person 4'),
      override_reason: words.both('why person 4 was changed') });
    s.nameOf4 = name;
  }],
  ['every field of the basic form, twice', async (s) => {
    for (let round = 1; round <= 2; round++) {
      const form = await s.desk.get(`/persons/${s.people[0]}/basic-form`);
      const value = (key) => (key.includes('phone') ? s.words.phone : key.includes('relation') ? s.words.chinese : s.words.name).call(s.words, `form ${round}: ${key}`);
      const fields = form.fields.map(({ key }) => ({ key, source: 'self', value: value(key) }));
      check(fields.length >= 8, 'the form has its fields');
      await s.desk.change('PUT', `/persons/${s.people[0]}/basic-form`, { fields });
    }
  }],
  ['guardians: name, telephone, reason', async (s) => {
    const pupil = (await s.desk.post('/persons', { kind: 'pupil', name: s.words.name('name of a pupil'), birthday: dateIn(-365 * 12), override_reason: s.words.both('why the pupil was entered') })).person.id;
    await s.desk.post(`/persons/${pupil}/guardians`, { name: s.words.name('name of a guardian'), phone: s.words.phone('telephone of a guardian'), birthday: '1985-03-03',
      relation: 'mother', from: dateIn(-3000), override_reason: s.words.both('why this guardian') });
    s.pupil = pupil;
  }],
  ['a booking: why it was made, moved and received', async (s) => {
    const { words, desk } = s;
    const booked = await desk.post('/appointments', { visitor: s.people[0], ...(await freeTime(s)), channel: 'on_site', override_reason: words.both('why a booking was made') });
    const to = await freeTime(s);
    await desk.change('POST', `/appointments/${booked.id}/move`, { ...to, override_reason: words.both('why a booking was moved') }, `/appointments/${booked.id}`);
  }],
  ['a voice on the telephone: name, number, reason, and later who it was', async (s) => {
    const { words, desk } = s;
    for (let i = 1; i <= 2; i++) {
      const call = await desk.post('/appointments/phone', { caller_name: words.name(`caller ${i}`), callback: words.phone(`callback number ${i}`), ...(await freeTime(s)),
        override_reason: words.both(`why call ${i} was held`) });
      if (i === 2) await desk.change('POST', `/appointments/${call.id}/complete-phone`, { visitor: s.people[1], override_reason: words.both('why a caller was named') }, `/appointments/${call.id}`);
    }
  }],
  ['somebody at the door: name, number and reason', async (s) => {
    const walked = await s.desk.post('/board/walk-ins', { name: s.words.name('walk-in'), callback: s.words.phone('telephone of a walk-in'), counsellor: s.me, kind: 'first_talk', identity: 'none',
      override_reason: s.words.both('why a walk-in was let in') });
    s.walkIn = walked.id ?? walked.appointment;
  }],
  ['a member of staff: name, introductions, number of the credential', async (s) => {
    const { words, admin } = s;
    const member = await admin.post('/staff', { name: words.name('name of a counsellor'), login: `x${Date.now()}`, roles: ['counsellor'], fields: ['family'], practises: true,
      passphrase: `${words.latin('first passphrase')} ${words.latin('first passphrase')}`, introduction_zh: words.chinese('introduction'), introduction_en: words.latin('introduction') });
    await admin.post(`/staff/${member.id ?? member.member.id}/credentials`, { kind: 'provincial_certificate', number: words.latin('number of a credential'), expires_on: dateIn(400) });
  }],
  ['a record: two versions, one that lost, signed, two addenda', async (s) => {
    const { words, desk } = s;
    s.first = await unplanned(s, s.visitor, 'first talk');
    const path = `/sessions/${s.first.session}/record`;
    const one = await desk.change('PUT', path, { ...record(words, 'first version'), keep_version: true });
    const two = await desk.call('PUT', path, record(words, 'second version'), { match: one.etag });
    // A stale save keeps both texts; how it is answered is for the tests of casework.
    await desk.call('PUT', path, record(words, 'version that lost'), { match: one.etag }).catch((error) => check(error.status === 409 || error.status === 412, error.message));
    await desk.call('POST', `${path}/sign`, undefined, { match: (await desk.get(path)).etag || two.etag });
    for (let i = 1; i <= 2; i++) await desk.post(`${path}/addenda`, { text: words.both(`addendum ${i}`) });
  }],
  ['process notes, two versions', async (s) => {
    const path = `/sessions/${s.first.session}/process-note`;
    for (let i = 1; i <= 2; i++) await s.desk.change('PUT', path, { text: s.words.both(`process note ${i}`) });
  }],
  ['a plan: goals and how they are seen', async (s) => {
    for (let round = 1; round <= 2; round++) {
      const goals = [1, 2].map((i) => ({ text: s.words.both(`plan ${round}: goal ${i}`), indicator: s.words.both(`plan ${round}: indicator ${i}`), target_date: dateIn(30), state: 'open' }));
      await s.desk.change('PUT', `/cases/${s.first.case}/plan`, { goals, risk: 'low', next_contact: dateIn(7), reason: s.words.both(`plan ${round}: why`) }, `/cases/${s.first.case}`);
    }
  }],
  ['the visitor signs the summary', async (s) => {
    await s.guest.post(`/me/summaries/${s.first.session}/sign`, { signature: pictureOf(s.words.both('signature under a summary')) });
  }],
  ['why a risk was stood down, and all that closes a case', async (s) => {
    const { words, desk } = s;
    s.closed = await unplanned(s, s.people[1], 'closed case');
    await writeAndSign(s, s.closed.session, 'closed case');
    const at = `/cases/${s.closed.case}`;
    await desk.change('PUT', `${at}/plan`, { goals: [{ text: words.both('closed case: goal'), indicator: words.both('closed case: indicator'), target_date: null, state: 'reached' }], risk: 'high', next_contact: null, reason: words.both('closed case: why the plan is so') }, at);
    await desk.post(`${at}/stand-down`, { reason: words.both('why the risk was stood down') });
    await desk.change('POST', `${at}/close`, { summary: words.both('closing: summary'), outcome: 'achieved', reason: 'goal_met', aftercare: 'one_month', aftercare_note: words.both('closing: aftercare'),
      override_reason: words.both('closing: why in spite of a warning') }, at);
    s.file = (await desk.get('/archive-files')).items.find((f) => f.case === s.closed.case || f.case_code === s.closed.code) ?? (await desk.get('/archive-files')).items[0];
  }],
  ['why a case was handed to somebody else', async (s) => {
    const given = await unplanned(s, s.people[2], 'case handed over');
    await writeAndSign(s, given.session, 'case handed over');
    await s.desk.post(`/cases/${given.case}/hand-over`, { to: s.other, reason: s.words.both('why a case was handed over'), visitor_agrees: false, why_not_asked: s.words.both('why the visitor was not asked') });
  }],
  ['consents: a drawn signature, a scan', async (s) => {
    await agree(s, s.people[0], 'service', { medium: 'screen', signature: pictureOf(s.words.both('signature under a consent')) });
    const scan = await s.desk.post('/files', { media_type: 'application/pdf', person: s.people[0], content: scanOf(s.words.both('scan of a consent')) });
    await agree(s, s.people[0], 'data_processing', { medium: 'paper', scan: scan.id ?? scan.file });
  }],
  ['words that are turned away: too long, in the wrong place, by the wrong hand, in a path or query', async (s) => {
    const { words, desk, guest } = s;
    words.into = words.refused;
    const path = `/sessions/${s.first.session}/record`;
    const answers = [
      await desk.refused('PUT', path, { ...record(words, 'a signed record'), [words.latin('name of an unknown field')]: 1 }, { match: '"v0"' }),
      await desk.refused('PUT', path, record(words, 'a signed record'), { match: '"v1"' }),
      await desk.refused('POST', '/persons', { kind: words.latin('a word for a kind'), name: words.name('a refused name') }),
      await desk.refused('POST', '/sessions/unplanned', { kind: 'emergency', reason: `${words.both('a reason too long')}${'长'.repeat(600)}` }),
      await desk.refused('POST', '/persons', undefined, { raw: `{"name": "${words.both('broken JSON')}", ` }),
      await guest.refused('PUT', `/sessions/${s.first.session}/process-note`, { text: words.both('a note by the wrong hand') }, { match: '"v0"' }),
      await desk.refused('GET', `/cases/${encodeURIComponent(words.latin('a path'))}`),
      await desk.refused('GET', `/${encodeURIComponent(words.chinese('an unknown path'))}`),
      await desk.refused('GET', `/deeds?subject=${encodeURIComponent(words.chinese('a query'))}&${words.latin('a query')}=1`),
      await desk.refused('POST', '/session', { login: words.latin('a wrong login'), passphrase: words.both('a wrong passphrase') }),
      await desk.refused('POST', '/session/card', { code: words.latin('a wrong code') }),
    ];
    words.into = words.kept;
    for (const { status, said } of answers) check(status >= 400 && status < 500, said);
  }],
  ['words that are searched for', async (s) => {
    s.words.into = s.words.refused;
    for (const text of [s.words.chinese('a search'), s.words.latin('a search'), s.words.phone('a search')]) await s.desk.post('/persons/search', { text });
    s.words.into = s.words.kept;
  }],
];
