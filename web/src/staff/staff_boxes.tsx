// SPDX-License-Identifier: AGPL-3.0-or-later
import { Checkbox, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { SearchBox } from '../console/search_box.tsx';
import { api } from '../shared/api/client.ts';
import { fieldText } from '../shared/api/problem.ts';
import type { Field, PersonHit, Role, Staff } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { Who } from '../shared/discreet.tsx';
import { useFields } from '../shared/fields.ts';
import { useWords } from '../shared/language.tsx';
import { closed, shared } from '../shared/shared.words.ts';
import { FormField } from '../shared/ui/field.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { staff } from './staff.words.ts';

const roles = ['counsellor', 'reception', 'archive_keeper', 'supervisor', 'leader', 'class_teacher', 'finance', 'system_admin', 'auditor'] as const satisfies readonly Role[];
const fields = ['study', 'emotion', 'family', 'peers', 'self', 'career', 'crisis', 'other'] as const satisfies readonly Field[];
const credentials = ['teacher_qualification', 'provincial_certificate', 'former_national', 'society_register', 'degree', 'other'] as const;
interface BoxProps { onClose: () => void; onDone: () => void }

export function StaffBox({ of, onClose, onDone }: BoxProps & { of?: Staff }) {
  const t = useWords(staff);
  const c = useWords(closed);
  const s = useWords(shared);
  const { values: v, set } = useFields({
    name: of?.name ?? '', login: of?.login ?? '', roles: of?.roles ?? ([] as Role[]), fields: of?.fields ?? ([] as Field[]), practises: of?.practises ?? false, passphrase: '', active: of?.active ?? true,
  });
  const save = useAction(async ({ attempt, override }) => {
    const { passphrase, active, ...rest } = v;
    if (of) await api.put('/staff/{staff}', { path: { staff: of.id }, version: of.version, body: { ...rest, active, ...override }, attempt });
    else await api.post('/staff', { body: { ...rest, passphrase, ...override }, attempt });
    onDone();
  });
  return (
    <Box title={of ? t.edit : t.add} onClose={onClose}>
      <div className="filters">
        <FormField label={t.name} error={fieldText(save.problem, '/name')}>{(ids) => <Input {...ids} maxLength={60} autoComplete="off" value={v.name} onChange={(e) => set('name', e.target.value)} />}</FormField>
        <FormField label={t.login} error={fieldText(save.problem, '/login')}>{(ids) => <Input {...ids} maxLength={40} autoComplete="off" disabled={!!of} value={v.login} onChange={(e) => set('login', e.target.value)} />}</FormField>
      </div>
      <FormField label={t.roles}>{(ids) => <Select {...ids} mode="multiple" value={v.roles} onChange={(x) => set('roles', x)} options={roles.map((r) => ({ value: r, label: c[r] }))} />}</FormField>
      <Checkbox checked={v.practises} onChange={(e) => set('practises', e.target.checked)}>{t.practises}</Checkbox>
      {v.practises && <FormField label={t.fields}>{(ids) => <Select {...ids} mode="multiple" value={v.fields} onChange={(x) => set('fields', x)} options={fields.map((f) => ({ value: f, label: c[f] }))} />}</FormField>}
      {!of && <FormField label={t.passphrase} hint={t.passphrase_hint} error={fieldText(save.problem, '/passphrase')}>{(ids) => <Input.Password {...ids} maxLength={200} autoComplete="new-password" value={v.passphrase} onChange={(e) => set('passphrase', e.target.value)} />}</FormField>}
      {of && <Checkbox checked={v.active} onChange={(e) => set('active', e.target.checked)}>{t.active}</Checkbox>}
      <ActionProblem action={save} />
      <div className="dialog-actions"><button className="button primary" disabled={save.busy || !v.name.trim() || !v.login.trim() || v.roles.length === 0 || (!of && v.passphrase.length < 12)} onClick={() => void save.run()}>{s.save}</button></div>
    </Box>
  );
}

export function CredentialBox({ of, onClose, onDone }: BoxProps & { of: Staff }) {
  const t = useWords(staff);
  const s = useWords(shared);
  const { values: v, set } = useFields<{ kind: string; number: string; expires_on?: string }>({ kind: '', number: '' });
  const save = useAction(async ({ attempt }) => {
    await api.post('/staff/{staff}/credentials', { path: { staff: of.id }, body: v, attempt });
    onDone();
  });
  return (
    <Box title={`${t.credential} · ${of.name}`} onClose={onClose}>
      <FormField label={t.credential_kind}>{(ids) => <Select {...ids} value={v.kind || null} onChange={(x) => set('kind', x ?? '')} options={credentials.map((k) => ({ value: k, label: t[`k_${k}`] }))} />}</FormField>
      <div className="filters">
        <FormField label={t.credential_number}>{(ids) => <Input {...ids} maxLength={60} value={v.number} onChange={(e) => set('number', e.target.value)} />}</FormField>
        <FormField label={<>{t.expires_on} <span className="muted small">{s.optional}</span></>}>{(ids) => <DatePicker {...ids} value={v.expires_on ? dayjs(v.expires_on) : null} onChange={(d) => set('expires_on', d?.format('YYYY-MM-DD'))} />}</FormField>
      </div>
      <ActionProblem action={save} />
      <div className="dialog-actions"><button className="button primary" disabled={save.busy || !v.kind || !v.number.trim()} onClick={() => void save.run()}>{s.save}</button></div>
    </Box>
  );
}

// A relation with one person, declared by the counsellor on that person's page, or for a counsellor by whoever may look people up.
export function ConflictBox({ of, person: known, onClose, onDone }: BoxProps & { of: { id: string; name?: string }; person?: { id: string; label: string; code: string } }) {
  const t = useWords(staff);
  const [found, setFound] = useState<PersonHit>();
  const person = known ?? found;
  const [kind, setKind] = useState<'relative' | 'friend' | 'supervisor' | 'other'>('relative');
  const declare = useAction(async ({ attempt }) => {
    await api.post('/staff/{staff}/conflicts', { path: { staff: of.id }, body: { person: person!.id, kind }, attempt });
    onDone();
  });
  return (
    <Box title={of.name ? `${t.conflict} · ${of.name}` : t.conflict} onClose={onClose}>
      <p className="muted">{t.conflict_say}</p>
      {person ? <p><strong><Who person={person} /></strong></p> : <SearchBox here onPick={setFound} />}
      <FormField label={t.conflict_kind}>{(ids) => <Select {...ids} value={kind} onChange={setKind} options={(['relative', 'friend', 'supervisor', 'other'] as const).map((k) => ({ value: k, label: t[`c_${k}`] }))} />}</FormField>
      <ActionProblem action={declare} />
      <div className="dialog-actions"><button className="button primary" disabled={!person || declare.busy} onClick={() => void declare.run()}>{t.conflict_go}</button></div>
    </Box>
  );
}
