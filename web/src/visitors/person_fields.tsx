// SPDX-License-Identifier: AGPL-3.0-or-later
import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { api } from '../shared/api/client.ts';
import { fieldText, type Problem } from '../shared/api/problem.ts';
import type { ClassRef, List, PersonFields, PersonKind } from '../shared/api/types.ts';
import { useLoad } from '../shared/api/use.ts';
import type { Fields } from '../shared/fields.ts';
import { useWords } from '../shared/language.tsx';
import { closed, shared } from '../shared/shared.words.ts';
import { Choices, FormField } from '../shared/ui/field.tsx';
import { visitors } from './visitors.words.ts';

const kinds = ['pupil', 'parent', 'staff', 'adult'] as const satisfies readonly PersonKind[];

export function PersonForm({ form: { values: v, set }, problem }: { form: Fields<PersonFields>; problem?: Problem | undefined }) {
  const t = useWords(visitors);
  const c = useWords(closed);
  const s = useWords(shared);
  const classes = useLoad((signal) => api.get<List<ClassRef>>('/classes', { signal }), []);
  const optional = (label: string) => <>{label} <span className="muted small">{s.optional}</span></>;
  return (
    <>
      <Choices legend={t.kind} value={v.kind} onChange={(kind) => set('kind', kind)} options={kinds.map((k) => [k, c[k]] as const)} />
      <FormField label={t.name} hint={t.name_hint} error={fieldText(problem, '/name')}>{(ids) => <Input {...ids} value={v.name} maxLength={60} autoComplete="off" onChange={(e) => set('name', e.target.value)} />}</FormField>
      <div className="filters">
        {v.kind === 'pupil' && (
          <FormField label={t.class} error={fieldText(problem, '/class')}>
            {(ids) => <Select {...ids} allowClear showSearch={{ optionFilterProp: 'label' }} value={v.class ?? null} onChange={(x) => set('class', x ?? undefined)} options={(classes.data?.items ?? []).map((k) => ({ value: k.id, label: k.name }))} />}
          </FormField>
        )}
        <FormField label={optional(t.birthday)} hint={t.birthday_hint} error={fieldText(problem, '/birthday')}>{(ids) => <DatePicker {...ids} value={v.birthday ? dayjs(v.birthday) : null} onChange={(d) => set('birthday', d?.format('YYYY-MM-DD'))} />}</FormField>
        <FormField label={optional(t.gender)}>{(ids) => <Select {...ids} allowClear value={v.gender ?? null} onChange={(x) => set('gender', x ?? undefined)} options={(['female', 'male', 'unstated'] as const).map((g) => ({ value: g, label: c[g] }))} />}</FormField>
        <FormField label={optional(t.phone)} error={fieldText(problem, '/phone')}>{(ids) => <Input {...ids} type="tel" maxLength={30} autoComplete="off" value={v.phone ?? ''} onChange={(e) => set('phone', e.target.value || undefined)} />}</FormField>
        {v.kind === 'pupil' && <FormField label={optional(t.student_number)} error={fieldText(problem, '/student_number')}>{(ids) => <Input {...ids} maxLength={40} autoComplete="off" value={v.student_number ?? ''} onChange={(e) => set('student_number', e.target.value || undefined)} />}</FormField>}
      </div>
    </>
  );
}
