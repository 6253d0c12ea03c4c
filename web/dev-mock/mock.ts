// SPDX-License-Identifier: AGPL-3.0-or-later
// Invented answers for looking at the pages. People here do not exist.
import type { Appointment, BoardItem, Case, Me, PersonHit, SessionRecord } from '../src/shared/api/types.ts';

const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const plus = (date: string, n: number) => new Date(Date.parse(`${date}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
const mon = plus(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
const at = (date: string, time: string) => new Date(`${date}T${time}:00+08:00`).toISOString();
const id = (n: number) => n.toString(16).padStart(32, '0');
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const people: PersonHit[] = [
  { id: id(1), label: '林小满 初二(3)班 7204', code: 'V-7K2M', kind: 'pupil' }, { id: id(2), label: '阿卜杜拉·买买提 初三(1)班 1187', code: 'V-3QF8', kind: 'pupil' },
  { id: id(3), label: '陈一诺 初一(5)班 0413', code: 'V-9XN4', kind: 'pupil' }, { id: id(4), label: '陈一言 初一(5)班 0414', code: 'V-2HD6', kind: 'pupil' },
  { id: id(5), label: '周雨桐 初二(1)班 3350', code: 'V-5TB9', kind: 'pupil' }, { id: id(6), label: '𠮷田䶮 初三(4)班 8826', code: 'V-8WLC', kind: 'pupil' },
];
const room = { room: id(51), room_name: '二楼东 204' };
let n = 100;
function appointment(date: string, from: string, until: string, who: number | undefined, state: Appointment['state'], more: Partial<Appointment> = {}): Appointment {
  return { id: id(n++), version: 1, state, kind: 'ordinary', channel: 'portal', starts_at: at(date, from), ends_at: at(date, until), counsellor: id(90), counsellor_name: '沈静', ...room, ...(who === undefined ? {} : { visitor: people[who]! }), warnings: [], ...more };
}
const todays = [
  appointment(day, '08:00', '08:45', 0, 'done', { session: id(61), case: id(71), note_state: 'signed' }), appointment(day, '09:50', '10:35', 1, 'done', { session: id(62), case: id(72), note_state: 'draft', channel: 'counsellor' }),
  appointment(day, '10:45', '11:30', 4, 'in_session', { session: id(63), case: id(73), note_state: 'none', kind: 'first_talk', channel: 'on_site' }), appointment(day, '12:30', '13:10', 2, 'arrived'),
  appointment(day, '12:30', '13:10', 3, 'arrived', { counsellor: id(91), counsellor_name: '马建国', room_name: '二楼东 206' }), appointment(day, '14:00', '14:45', undefined, 'held_by_phone', { channel: 'phone' }),
  appointment(day, '15:50', '16:35', 5, 'booked'), appointment(day, '18:30', '19:15', 0, 'booked', { channel: 'counsellor' }),
];
const week = [
  appointment(mon, '09:50', '10:35', 2, 'done', { session: id(64), note_state: 'none' }), appointment(plus(mon, 1), '14:00', '14:45', 3, 'missed'), appointment(plus(mon, 2), '12:30', '13:10', 4, 'done', { session: id(65), note_state: 'signed' }),
  appointment(plus(mon, 3), '16:45', '17:30', 1, 'booked'), appointment(plus(mon, 4), '10:45', '11:30', 5, 'cancelled'), appointment(plus(mon, 4), '18:30', '19:15', 0, 'booked', { kind: 'emergency' }),
];
const stageOf: Record<string, BoardItem['stage']> = { booked: 'expected', held_by_phone: 'expected', arrived: 'arrived', in_session: 'in_session', done: 'done', missed: 'missed' };
const record: SessionRecord = {
  session: id(62), note: id(82), version: 4, state: 'draft', author_name: '沈静', saved_at: ago(3), missing: ['intervention', 'plan'], risk: 'low', next_contact: plus(day, 7),
  background: '第三次会谈。这周月考,成绩和上次差不多。', request: '“想知道怎么跟妈妈说我不想报那么多班。”', theme: '和家里沟通时,一开口就吵。', intervention: '', method: '倾听、角色练习', plan: '', shared_summary: '我们一起练了怎样把话说完整。',
};
const cases: Case[] = ['active', 'active', 'intake', 'closing'].map((state, i) => ({
  id: id(71 + i), version: 3, code: `C-2026-0${31 + i}`, state: state as Case['state'], visitor: people[i]!, counsellor: id(90), counsellor_name: '沈静', risk: (['low', 'none', 'medium', 'high'] as const)[i]!, next_contact: plus(day, i + 2),
  goals: [{ text: '能把想法跟妈妈说完整', indicator: '一周里有两次没有吵起来', target_date: plus(day, 30), state: 'open' }], opened_at: at(plus(day, -40), '10:00'),
  sessions: [{ id: id(60 + i + 1), kind: 'ordinary', started_at: at(plus(day, -7), '10:00'), ended_at: at(plus(day, -7), '10:45'), note_state: 'signed', risk: 'low', version: 2 }, { id: id(160 + i), kind: 'first_talk', started_at: at(plus(day, -21), '12:30'), ended_at: at(plus(day, -21), '13:10'), note_state: 'none', version: 2 }],
  checklist: [{ item: '知情同意有效', done: true }, { item: '与家长本周联系一次', done: false }],
}));
const text = {
  id: id(30), purpose: 'service', audience: 'from_14_to_17', version: 3, title: '心理咨询知情同意书(14–17 岁)', published_at: '2026-09-01T00:00:00Z',
  sections: [{ key: 'what', heading: '我们做什么', body: '每次 45 分钟,单独谈。谈什么由你决定。', tick: false }, { key: 'secret', heading: '谁会知道', body: '谈的内容只有你的咨询师知道。有生命危险、有人伤害你、法律要求时,会告诉必须知道的人,而且先跟你说。', tick: true }, { key: 'free', heading: '你可以随时停', body: '不想来就不来,不需要理由,也不会记在学校档案里。', tick: true }],
};
const disclosure = {
  who: [{ who: '你的咨询师', learns: ['你来了', '你说的话', '会谈记录'], never: [] }, { who: '接待老师', learns: ['你来了', '几点、哪个房间'], never: ['为什么来', '说了什么'] }, { who: '班主任', learns: [], never: ['你来过', '说了什么'] }, { who: '家长(满 14 岁)', learns: [], never: ['你来过,除非你同意', '说了什么'] }, { who: '校领导', learns: ['全校总人次'], never: ['你是谁', '说了什么'] }],
  exceptions: [{ text: '你或别人有生命危险', clause: 'C5.4.3a' }, { text: '有人正在伤害未成年人', clause: 'C5.4.3b' }, { text: '法院依法要求', clause: 'C5.4.3c' }],
};
const settings = [
  { key: 'scheduling.span_minutes_max', unit: '分钟', value: 60, standard: 60, min: 15, max: 180, clause: 'B2.1.3a', origin: 'source', valid_from: '2026-09-01' }, { key: 'scheduling.per_day_max', unit: '次', value: 5, standard: 6, min: 1, max: 6, clause: 'A1.0b', origin: 'source', valid_from: '2026-09-01' },
  { key: 'casework.record_due_hours', unit: '小时', value: 24, standard: 48, min: 1, max: 72, clause: 'A2.3c', origin: 'standard', valid_from: '2026-09-01' }, { key: 'scheduling.credential_guard', unit: '', value: 'warn', standard: 'warn', clause: 'C2.1a', origin: 'standard' },
];
const centre = { name: '青禾中学 204 工作室', kind: 'school', zone: 'Asia/Shanghai', demo: true, help_numbers: [{ label_zh: '全国统一心理援助热线', label_en: 'National counselling line', number: '12356' }, { label_zh: '学校值班电话', label_en: 'School on duty', number: '0571-8800 1234' }], fingerprint: 'SHA256:9f2c 81aa 03de 77b1 4c5e 90f3 2ad8 6611' };
const person = { ...people[0]!, version: 2, name: '林小满', class: { id: id(40), entry_year: 2025, number: 3, stage: 'junior', grade: '初二', name: '初二(3)班' }, age_band: 'from_14_to_17', provisional: false, gender: 'female', birthday: '2012-03-05', phone: '', student_number: '20250307204' };
const consents = { may_start: false, missing: ['service'], items: [{ purpose: 'service', state: 'needs_again', consent: id(20), text: id(30), signed_at: '2026-03-02T02:00:00Z', by: 'self', medium: 'screen' }, { purpose: 'data_processing', state: 'in_force', consent: id(21), signed_at: '2026-03-02T02:00:00Z', by: 'self', medium: 'paper' }, { purpose: 'recording', state: 'none' }, { purpose: 'guardian_contact', state: 'withdrawn', consent: id(22), signed_at: '2026-03-02T02:00:00Z', by: 'self', medium: 'screen' }] };

function me(role: string, language: string): Me {
  const staffRoles: Me['roles'] = role === 'all' ? ['counsellor', 'reception', 'archive_keeper', 'leader', 'auditor'] : role === 'visitor' ? ['visitor'] : [role as Me['roles'][number]];
  const staff = role !== 'visitor';
  return { person: staff ? id(90) : id(1), is_staff: staff, roles: staffRoles, login: staff ? 'shenjing' : '', language: language.startsWith('zh') ? 'zh' : 'en', centre_name: centre.name, centre_kind: 'school', zone: centre.zone, kiosk: false, idle_seconds: 900 };
}
function freeTimes(from: string, days: number) {
  const items = [];
  for (let d = 0; d < days; d++) {
    const date = plus(from, d);
    if (new Date(`${date}T00:00:00Z`).getUTCDay() === 0 || d === 2) continue;
    items.push({ counsellor: id(90), counsellor_name: '沈静', starts_at: at(date, '12:30'), ends_at: at(date, '13:10'), period: 'noon', rooms_free: 2 }, { counsellor: id(90), counsellor_name: '沈静', starts_at: at(date, '15:50'), ends_at: at(date, '16:35'), period: 'p7', rooms_free: 1 }, { counsellor: id(91), counsellor_name: '马建国', starts_at: at(date, '18:30'), ends_at: at(date, '19:15'), period: 'eve1', rooms_free: 1 });
  }
  return { items };
}

export function answer(method: string, path: string, query: URLSearchParams, body: Record<string, unknown> | undefined, role: string, language: string): [number, unknown] {
  const lists: Record<string, unknown> = {
    '/public/centre': centre, '/disclosure': disclosure, '/counsellors': { items: [{ id: id(90), name: '沈静', fields: ['emotion', 'family'], introduction_zh: '', introduction_en: '' }, { id: id(91), name: '马建国', fields: ['study'], introduction_zh: '', introduction_en: '' }] },
    '/bell-schedule': { periods: [{ key: 'noon', name_zh: '午间', name_en: 'Noon', starts_minute: 750, ends_minute: 790, kind: 'noon', weekdays: [1, 2, 3, 4, 5] }, { key: 'p7', name_zh: '第七节', name_en: 'Period 7', starts_minute: 950, ends_minute: 995, kind: 'lesson', weekdays: [1, 2, 3, 4, 5] }, { key: 'eve1', name_zh: '晚自习一', name_en: 'Evening 1', starts_minute: 1110, ends_minute: 1155, kind: 'evening', weekdays: [1, 2, 3, 4] }] },
    '/board': { items: todays.map((a): BoardItem => ({ appointment: a, stage: stageOf[a.state]!, ...(a.state === 'arrived' ? { waiting_since: ago(a.counsellor === id(90) ? 6 : 21) } : {}), form_complete: a.visitor !== people[5], phone_fields_open: !a.visitor, consent_in_force: a.visitor !== people[2] })), now: new Date().toISOString() },
    '/calendar': { items: [...week, ...todays] }, '/me/appointments': { items: [todays[7], week[0]] }, '/me/person': person, '/me/consents': consents, '/me/summaries': { items: [{ session: id(62), date: plus(day, -7), counsellor_name: '沈静', shared_summary: record.shared_summary }] },
    '/consent-texts': { items: [text] }, '/cases': { items: cases }, '/rooms': { items: [{ id: id(51), version: 1, name: '小屋一', kind: 'counselling', place: '二楼东 204', in_use: true }, { id: id(52), version: 1, name: '沙盘', kind: 'play', place: '二楼东 206', in_use: true }] },
    '/me/unwritten': { items: [{ session: id(62), case_code: 'C-2026-032', visitor: people[1], ended_at: ago(90), due_at: at(plus(day, 1), '10:35'), overdue: false }, { session: id(64), case_code: 'C-2026-033', visitor: people[2], ended_at: ago(3000), due_at: ago(200), overdue: true }] },
    '/archive-files': { items: [0, 1, 2].map((i) => ({ id: id(200 + i), number: `D-2025-00${i + 1}`, case_code: `C-2025-01${i}`, visitor_code: `V-4RT${i}`, closed_at: at(plus(day, -200 - i), '10:00'), retention_until: '2035-12-31', class: '个案', place: '柜 2 层 3', custodian: '马建国', state: '在库', may_open: i === 0 })) },
    '/staff': { items: [{ id: id(90), version: 1, name: '沈静', login: 'shenjing', roles: ['counsellor', 'reception', 'archive_keeper'], fields: ['emotion', 'family'], practises: true, credential: { kind: '心理咨询师二级', number: 'A1', expires_on: '2026-10-01', expired: true }, active: true }, { id: id(92), version: 1, name: '方校长', login: 'fang', roles: ['leader'], fields: [], practises: false, active: true }] },
    '/settings': { items: settings }, '/classes': { items: [person.class] },
    '/deeds': { items: [5, 4, 3, 2, 1].map((i) => ({ sequence: 18240 + i, at: ago(i * 7), action: ['casework.note.sign', 'reception.board.read', 'archive.content.read', 'scheduling.appointment.book', 'consent.consent.give'][i - 1], outcome: ['done', 'read', 'refused', 'done', 'done'][i - 1], role: ['counsellor', 'reception', 'class_teacher', 'visitor', 'visitor'][i - 1], clauses: i === 3 ? ['C5.4.2a'] : [] })) },
    '/me/openings': { items: [{ sequence: 18201, at: ago(90), who: '沈静', role: 'counsellor', action_text: '写会谈记录', purpose_text: '这次会谈由她负责', outcome: 'done' }, { sequence: 18160, at: ago(2000), who: '一位班主任', role: 'class_teacher', action_text: '想看档案目录', purpose_text: '不在岗位范围内', outcome: 'refused' }, { sequence: 17998, at: ago(9000), who: '沈静', role: 'counsellor', action_text: '看了以前的记录', purpose_text: '准备会谈', outcome: 'read' }], checkpoint: { size: 18190, at: ago(120) } },
  };
  if (path === '/session') {
    if (method === 'GET') return role ? [200, me(role, language)] : [401, { title: '需要先登录' }];
    return [200, me(method === 'POST' ? 'all' : 'visitor', language)];
  }
  if (path === '/free-times') return [200, freeTimes(query.get('from') ?? day, Number(query.get('days') ?? 7))];
  if (path === '/persons/search') return [200, { items: people.slice(2, 4), too_many: false }];
  if (method === 'GET' && lists[path]) return [200, lists[path]];
  if (/^\/cases\/\w+$/.test(path)) return [200, cases.find((c) => path.endsWith(c.id)) ?? cases[0]];
  if (/\/close$/.test(path)) return [409, { code: 'casework.note_unsigned', title: '还有没签名的会谈记录', detail: '结案以前,每次会谈的记录都要签名锁定。', todo: '请先写完并签名,再来结案。', clauses: ['A3.2f', 'B4.1c'], overridable: false, request_id: '7f3a19c2' }];
  if (/\/record\/versions$/.test(path)) return [200, { items: [1, 2, 3].map((v) => ({ version: v, author_name: '沈静', written_at: ago(60 - v), kind: v === 2 ? 'conflict' : 'draft' })) }];
  if (/\/record/.test(path)) return method === 'GET' ? [200, record] : [200, { ...record, ...body, version: ++record.version, saved_at: new Date().toISOString() }];
  if (/\/process-note$/.test(path)) return [200, { version: 1, text: '听到妈妈的部分时,我自己有些着急。下次督导想谈这个。', opened: true, saved_at: ago(2) }];
  if (/\/basic-form$/.test(path)) return [200, { version: 1, complete: false, fields: [{ key: 'contact', label: '紧急联系人', purpose: '只在有危险时联系', required: true, value: '外婆', source: 'self' }, { key: 'lives_with', label: '和谁住在一起', purpose: '安排时间和家校联系', required: false }, { key: 'language', label: '说什么语言最自在', purpose: '安排合适的咨询师', required: false, value: '普通话', source: 'self' }] }];
  if (/\/guardians$/.test(path)) return [200, { items: [{ id: id(11), person: { id: id(12), label: '林芳 (母亲)', code: 'V-1AAA', kind: 'parent' }, relation: 'mother', from: '2012-03-05', may_learn_attendance: false }] }];
  if (/\/persons\/\w+\/consents$/.test(path)) return [200, consents];
  if (/^\/consents\/\w+$/.test(path)) return [200, { consent: { ...consents.items[1] }, text, fingerprint: centre.fingerprint, checkpoint: { size: 18190, root: '9c41…e07d', at: ago(120) }, qr: 'XINAN1:9f2c81aa03de77b14c5e90f32ad86611:18190:9c41e07d9c41e07d9c41e07d9c41e07d:2026-11-22T03:00:00Z' }];
  if (/^\/persons\/\w+$/.test(path)) return [200, person];
  if (/\/content$/.test(path)) return [200, { case: cases[0], records: [{ ...record, session: id(61), state: 'signed' }] }];
  if (/\/availability$/.test(path)) return [200, { weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, period: 'noon' })), closed: [{ date: plus(day, 9), reason_kind: 'training' }] }];
  if (/\/slip$/.test(path)) return [200, { code: 'T-4821', heading: '请按时到', date: '11月23日 周一', time: '12:30–13:10', place: '二楼东 204', line: '改时间请凭编号' }];
  if (path === '/appointments') return [201, { ...todays[6], ...body, id: id(999) }];
  if (method !== 'GET') return [200, { ...todays[6], version: 2, ...body }];
  return [404, { title: '没有找到', detail: '这一项不存在,或者不对您开放。', todo: '请返回上一页,从列表里重新打开。', request_id: '5d20b1' }];
}
