// SPDX-License-Identifier: AGPL-3.0-or-later
// The basic form: beside every field what it is for, and who said it.
import { Select } from 'antd';
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { api } from '../shared/api/client.ts';
import { fieldText } from '../shared/api/problem.ts';
import type { BasicField, BasicForm, PersonHit } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { Who } from '../shared/discreet.tsx';
import { useKeys } from '../shared/keys.ts';
import { useMarks, useWords } from '../shared/language.tsx';
import { shared } from '../shared/shared.words.ts';
import { FormField } from '../shared/ui/field.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { fill } from '../shared/words.ts';
import { reception } from './reception.words.ts';

type Sources = NonNullable<BasicField['source']>;

export function BasicFormEditor({ person, onSaved }: { person: string; onSaved: () => void }) {
  const load = useLoad((signal) => api.get<BasicForm>('/persons/{person}/basic-form', { path: { person }, signal }), [person]);
  return <Loaded load={load} rows={8}>{(form) => <Editor key={form.version} person={person} form={form} onSaved={() => { load.reload(); onSaved(); }} />}</Loaded>;
}

function Editor({ person, form, onSaved }: { person: string; form: BasicForm; onSaved: () => void }) {
  const t = useWords(reception);
  const s = useWords(shared);
  const m = useMarks();
  const [fields, setFields] = useState(form.fields);
  const set = (key: string, change: Partial<BasicField>) => setFields((was) => was.map((f) => (f.key === key ? { ...f, ...change } : f)));
  const save = useAction(async ({ attempt }) => {
    const sent = fields.filter((f) => f.value?.trim()).map((f) => ({ key: f.key, value: f.value!.trim(), source: f.source ?? 'self' }));
    await api.put('/persons/{person}/basic-form', { path: { person }, version: form.version, body: { fields: sent }, attempt });
    onSaved();
  });
  useKeys({ 'Ctrl+S': () => void save.run() });
  const sources: readonly (readonly [Sources, string])[] = [['self', t.src_self], ['guardian', t.src_guardian], ['teacher', t.src_teacher], ['staff', t.src_staff]];
  return (
    <form className="stack" onSubmit={(e) => { e.preventDefault(); void save.run(); }}>
      <p className="muted">{t.form_why}</p>
      {fields.map((typed, i) => ({ ...typed, label: form.fields[i]!.label, purpose: form.fields[i]!.purpose })).map((f, i) => ( // said again when the language changes; what was typed stays
        <div className="basic-field" key={f.key}>
          <FormField label={<>{f.label} {f.required ? <span className="muted small">{t.required}</span> : <span className="muted small">{s.optional}</span>}</>} hint={fill(t.purpose, { purpose: f.purpose })} error={fieldText(save.problem, `/fields/${i}/value`)}>
            {(ids) => <input {...ids} value={f.value ?? ''} maxLength={200} autoComplete="off" onChange={(e) => set(f.key, { value: e.target.value })} />}
          </FormField>
          <Select aria-label={m.colon(f.label, t.source)} value={f.source ?? 'self'} onChange={(source) => set(f.key, { source })} options={sources.map(([value, label]) => ({ value, label }))} />
        </div>
      ))}
      <ActionProblem action={save} />
      <div className="dialog-actions"><button className="button primary" disabled={save.busy}>{s.save}</button></div>
    </form>
  );
}

export default function BasicFormBox({ person, onClose, onSaved }: { person: PersonHit; onClose: () => void; onSaved: () => void }) {
  const t = useWords(reception);
  return <Box title={<>{t.form_title} · <Who person={person} /></>} onClose={onClose}><BasicFormEditor person={person.id} onSaved={onSaved} /></Box>;
}
