// SPDX-License-Identifier: AGPL-3.0-or-later
// Goals, risk and the next contact of a case. A high risk level is stood down with grounds, never just set lower.
import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { api } from '../shared/api/client.ts';
import type { Case, Goal, Risk } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { useFields } from '../shared/fields.ts';
import { useKeys } from '../shared/keys.ts';
import { useMarks, useVoice, useWords } from '../shared/language.tsx';
import { closed, shared } from '../shared/shared.words.ts';
import { dayWords } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { word } from '../shared/words.ts';
import { casework } from './casework.words.ts';

const goalStates = ['open', 'reached', 'dropped'] as const;

export function PlanEditor({ of, editable, onSaved }: { of: Case; editable: boolean; onSaved: () => void }) {
  const t = useWords(casework);
  const c = useWords(closed);
  const s = useWords(shared);
  const m = useMarks();
  const { language } = useVoice();
  const { tell } = useToast();
  const { values: v, set } = useFields<{ goals: Goal[]; risk: Risk; next_contact?: string }>({ goals: of.goals, risk: of.risk, ...(of.next_contact ? { next_contact: of.next_contact } : {}) });
  const [grounds, setGrounds] = useState('');
  const [standing, setStanding] = useState(false);
  const setGoal = (i: number, change: Partial<Goal>) => set('goals', v.goals.map((g, n) => (n === i ? { ...g, ...change } : g)));
  const save = useAction(async ({ attempt, override }) => {
    const why = override?.override_reason ? { reason: override.override_reason } : {};
    await api.put('/cases/{case}/plan', { path: { case: of.id }, version: of.version, body: { ...v, ...why }, attempt });
    tell(t.plan_saved);
    onSaved();
  });
  const standDown = useAction(async ({ attempt }) => {
    await api.post('/cases/{case}/stand-down', { path: { case: of.id }, body: { reason: grounds.trim() }, attempt });
    tell(t.stood_down);
    onSaved();
  });
  useKeys(editable ? { 'Ctrl+S': () => void save.run() } : {});
  if (!editable) {
    return (
      <section className="card">
        <h2>{t.plan}</h2>
        {of.goals.length === 0 && <p className="muted">{t.no_goals}</p>}
        {of.goals.map((g) => <p key={g.text}><strong>{g.text}</strong><br /><span className="muted">{g.indicator} · {word(t, `g_${g.state}`)}</span></p>)}
        <p>{m.colon(t.next_contact, of.next_contact ? dayWords(of.next_contact, language) : t.no_date)}</p>
      </section>
    );
  }
  return (
    <section className="card">
      <h2>{t.plan}</h2>
      {v.goals.length === 0 && <p className="muted">{t.no_goals}</p>}
      {v.goals.map((g, i) => (
        <div className="goal stack-8" key={i}>
          <FormField label={`${t.goal} ${i + 1}`}>{(ids) => <Input {...ids} value={g.text} maxLength={200} onChange={(e) => setGoal(i, { text: e.target.value })} />}</FormField>
          <FormField label={t.indicator}>{(ids) => <Input {...ids} value={g.indicator} maxLength={200} onChange={(e) => setGoal(i, { indicator: e.target.value })} />}</FormField>
          <div className="row">
            <DatePicker aria-label={t.target_date} placeholder={t.target_date} value={g.target_date ? dayjs(g.target_date) : null} onChange={(d) => setGoal(i, { target_date: d?.format('YYYY-MM-DD') })} />
            <Select aria-label={t.goal_state} value={g.state} onChange={(state) => setGoal(i, { state })} options={goalStates.map((x) => ({ value: x, label: t[`g_${x}`] }))} />
            <button className="link quiet" onClick={() => set('goals', v.goals.filter((_, n) => n !== i))}>{t.remove_goal}</button>
          </div>
        </div>
      ))}
      <button className="link" onClick={() => set('goals', [...v.goals, { text: '', indicator: '', state: 'open' }])}><Icon name="plus" size={14} /> {t.add_goal}</button>
      <FormField label={t.risk}>{(ids) => <Select {...ids} value={v.risk} onChange={(risk) => set('risk', risk)} options={(['none', 'low', 'medium', 'high'] as const).map((r) => ({ value: r, label: c[r] }))} />}</FormField>
      <FormField label={t.next_contact}>{(ids) => <DatePicker {...ids} value={v.next_contact ? dayjs(v.next_contact) : null} onChange={(d) => set('next_contact', d?.format('YYYY-MM-DD'))} />}</FormField>
      <ActionProblem action={save} />
      <div className="row">
        <button className="button primary" disabled={save.busy} onClick={() => void save.run()}>{s.save}</button>
        {of.risk === 'high' && <button className="button" onClick={() => setStanding((on) => !on)}>{t.stand_down}</button>}
      </div>
      {standing && (
        <div className="stack-8">
          <FormField label={t.stand_down_why}>{(ids) => <Input.TextArea {...ids} rows={3} maxLength={200} value={grounds} onChange={(e) => setGrounds(e.target.value)} />}</FormField>
          <ActionProblem action={standDown} />
          <button className="button" disabled={standDown.busy || grounds.trim().length < 3} onClick={() => void standDown.run()}>{t.stand_down}</button>
        </div>
      )}
    </section>
  );
}
