// SPDX-License-Identifier: AGPL-3.0-or-later
// Guardians of a pupil, with a beginning and an end, and whether they may learn that the pupil comes.
import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { api } from '../shared/api/client.ts';
import { fieldText } from '../shared/api/problem.ts';
import type { Guardian, GuardianRelation, List } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { Who } from '../shared/discreet.tsx';
import { useFields } from '../shared/fields.ts';
import { useVoice, useWords } from '../shared/language.tsx';
import { shared } from '../shared/shared.words.ts';
import { dayWords, today } from '../shared/time.ts';
import { Choices, FormField } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { family, visitors } from '../visitors/visitors.words.ts';

const wishes = ['agrees', 'refuses', 'not_asked'] as const;
type Wish = (typeof wishes)[number];
const relations = ['mother', 'father', 'grandparent', 'other_kin', 'entrusted', 'institution'] as const satisfies readonly GuardianRelation[];

function Add({ person, onClose, onDone }: { person: string; onClose: () => void; onDone: () => void }) {
  const t = useWords(family);
  const v = useWords(visitors);
  const s = useWords(shared);
  const zone = useZone();
  const { values, set } = useFields<{ name: string; phone?: string; birthday?: string; relation?: GuardianRelation; from: string }>({ name: '', from: today(zone) });
  const add = useAction(async ({ attempt, override }) => {
    await api.post('/persons/{person}/guardians', { path: { person }, body: { ...values, name: values.name.trim(), ...override }, attempt });
    onDone();
  });
  return (
    <Box title={t.add} onClose={onClose}>
      <FormField label={v.name} error={fieldText(add.problem, '/name')}>{(ids) => <Input {...ids} maxLength={60} autoComplete="off" value={values.name} onChange={(e) => set('name', e.target.value)} />}</FormField>
      <div className="filters">
        <FormField label={t.relation}>{(ids) => <Select {...ids} value={values.relation ?? null} onChange={(x) => set('relation', x ?? undefined)} options={relations.map((r) => ({ value: r, label: t[r] }))} />}</FormField>
        <FormField label={t.from}>{(ids) => <DatePicker {...ids} allowClear={false} value={dayjs(values.from)} onChange={(d) => d && set('from', d.format('YYYY-MM-DD'))} />}</FormField>
        <FormField label={<>{v.phone} <span className="muted small">{s.optional}</span></>} error={fieldText(add.problem, '/phone')}>{(ids) => <Input {...ids} type="tel" maxLength={30} autoComplete="off" value={values.phone ?? ''} onChange={(e) => set('phone', e.target.value || undefined)} />}</FormField>
        <FormField label={<>{v.birthday} <span className="muted small">{s.optional}</span></>} hint={t.birthday_hint} error={fieldText(add.problem, '/birthday')}>{(ids) => <DatePicker {...ids} value={values.birthday ? dayjs(values.birthday) : null} onChange={(d) => set('birthday', d?.format('YYYY-MM-DD'))} />}</FormField>
      </div>
      <ActionProblem action={add} />
      <div className="dialog-actions"><button className="button primary" disabled={add.busy || !values.name.trim() || !values.relation} onClick={() => void add.run()}>{t.add}</button></div>
    </Box>
  );
}

// Who may learn is the pupil's to say from a certain age: what he wishes is asked and written down with the answer.
function Attendance({ person, of, onClose, onDone }: { person: string; of: Guardian; onClose: () => void; onDone: () => void }) {
  const t = useWords(family);
  const s = useWords(shared);
  const [may, setMay] = useState<'yes' | 'no'>(of.may_learn_attendance ? 'yes' : 'no');
  const [wish, setWish] = useState<Wish>();
  const save = useAction(async ({ attempt, override }) => {
    await api.post('/persons/{person}/guardians/{guardian}/attendance', { path: { person, guardian: of.id }, body: { may_learn_attendance: may === 'yes', wish, ...override }, attempt });
    onDone();
  });
  return (
    <Box title={t.attendance} onClose={onClose}>
      <p><strong><Who person={of.person} /></strong> <span className="muted">{t[of.relation]}</span></p>
      <Choices legend={t.wish} value={wish} onChange={setWish} options={wishes.map((x) => [x, t[`wish_${x}`]] as const)} />
      <Choices legend={t.attendance_may} hint={t.attendance_hint} value={may} onChange={setMay} options={[['yes', s.yes], ['no', s.no]]} />
      <ActionProblem action={save} />
      <div className="dialog-actions"><button className="button primary" disabled={save.busy || !wish} onClick={() => void save.run()}>{s.save}</button></div>
    </Box>
  );
}

export function Guardians({ person }: { person: string }) {
  const t = useWords(family);
  const { language } = useVoice();
  const { tell } = useToast();
  const [adding, setAdding] = useState(false);
  const [asking, setAsking] = useState<Guardian>();
  const load = useLoad((signal) => api.get<List<Guardian>>('/persons/{person}/guardians', { path: { person }, signal }), [person]);
  const end = useAction(async ({ attempt }, g: Guardian) => {
    await api.delete('/persons/{person}/guardians/{guardian}', { path: { person, guardian: g.id }, attempt });
    tell(t.ended);
    load.reload();
  });
  return (
    <section className="card">
      <div className="row apart"><h2>{t.guardians}</h2><button className="link" onClick={() => setAdding(true)}><Icon name="plus" size={14} /> {t.add}</button></div>
      <ActionProblem action={end} />
      <Loaded load={load} rows={2} empty={(d) => d.items.length === 0 && <p className="muted">{t.none}<br />{t.none_next}</p>}>
        {(d) => (
          <ul className="stack-8 bare">
            {d.items.map((g) => (
              <li key={g.id}>
                <strong><Who person={g.person} /></strong> <span className="muted">{t[g.relation]} · {dayWords(g.from, language, true)}{g.until && ` ${t.until} ${dayWords(g.until, language, true)}`}</span>
                {!g.until && <div className="row"><span className="small muted"><Icon name={g.may_learn_attendance ? 'eye' : 'eye_off'} size={14} /> {g.may_learn_attendance ? t.may_learn : t.may_not_learn}</span> <button className="link" onClick={() => setAsking(g)}>{t.attendance_change}</button> <button className="link quiet" disabled={end.busy} onClick={() => void end.run(g)}>{t.end}</button></div>}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {asking && <Attendance person={person} of={asking} onClose={() => setAsking(undefined)} onDone={() => { setAsking(undefined); load.reload(); tell(t.attendance_saved); }} />}
      {adding && <Add person={person} onClose={() => setAdding(false)} onDone={() => { setAdding(false); load.reload(); tell(t.added); }} />}
    </section>
  );
}
