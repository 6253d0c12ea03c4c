// SPDX-License-Identifier: AGPL-3.0-or-later
// Every figure of the rules with its unit, clause and origin; changes are dated, never silent.
import { DatePicker, Input, InputNumber, Select, Table } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { PageTop } from '../console/page.tsx';
import { api } from '../shared/api/client.ts';
import { fieldText } from '../shared/api/problem.ts';
import type { List, Setting } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useFields } from '../shared/fields.ts';
import { useMarks, useWords } from '../shared/language.tsx';
import { shared } from '../shared/shared.words.ts';
import { today } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { fill, word } from '../shared/words.ts';
import { settings } from './settings.words.ts';

const strengths = ['hard', 'warn', 'off'] as const;
const isStrength = (value: unknown): boolean => typeof value === 'string' && (strengths as readonly string[]).includes(value);

function ChangeBox({ of, onClose, onDone }: { of: Setting; onClose: () => void; onDone: (from: string) => void }) {
  const t = useWords(settings);
  const s = useWords(shared);
  const m = useMarks();
  const zone = useZone();
  const { values: v, set } = useFields<{ value: number | string; valid_from: string }>({ value: of.value, valid_from: today(zone) });
  const save = useAction(async ({ attempt }) => {
    await api.put('/settings', { body: { key: of.key, value: v.value, valid_from: v.valid_from }, attempt });
    onDone(v.valid_from);
  });
  const range = of.min !== undefined && of.max !== undefined ? fill(t.range, { min: of.min, max: of.max }) : undefined;
  return (
    <Box title={of.title ?? of.key} onClose={onClose}>
      <p className="muted">{s.clause} {of.clause} · {of.origin === 'source' ? t.source : t.standard_origin} · {t.standard} {of.standard} {of.unit}</p>
      <div className="filters">
        <FormField label={isStrength(of.value) ? t.strength : m.paren(t.value, of.unit)} hint={range} error={fieldText(save.problem, '/value')}>
          {(ids) => (isStrength(of.value)
            ? <Select {...ids} value={String(v.value)} onChange={(x) => set('value', x)} options={strengths.map((x) => ({ value: x, label: t[x] }))} />
            : typeof of.value === 'number'
              ? <InputNumber {...ids} min={of.min ?? -1e9} max={of.max ?? 1e9} value={Number(v.value)} onChange={(n) => n !== null && set('value', n)} />
              : <Input {...ids} maxLength={200} value={String(v.value)} onChange={(e) => set('value', e.target.value)} />)}
        </FormField>
        <FormField label={t.valid_from}>{(ids) => <DatePicker {...ids} allowClear={false} value={dayjs(v.valid_from)} onChange={(d) => d && set('valid_from', d.format('YYYY-MM-DD'))} />}</FormField>
      </div>
      <ActionProblem action={save} />
      <div className="dialog-actions"><button className="button primary" disabled={save.busy} onClick={() => void save.run()}>{s.save}</button></div>
    </Box>
  );
}

export default function Settings() {
  const t = useWords(settings);
  const { tell } = useToast();
  const [find, setFind] = useState('');
  const [open, setOpen] = useState<Setting>();
  const load = useLoad((signal) => api.get<List<Setting>>('/settings', { signal }), []);
  const shownValue = (x: Setting) => (isStrength(x.value) ? word(t, String(x.value)) : `${x.value} ${x.unit}`);
  return (
    <>
      <PageTop title={t.title}><Input.Search allowClear aria-label={t.find} placeholder={t.find} value={find} onChange={(e) => setFind(e.target.value)} /></PageTop>
      <p className="muted">{t.say}</p>
      <Loaded load={load} rows={10} empty={(d) => d.items.length === 0 && <Empty icon="gear" title={t.empty} next={t.empty_next} />}>
        {(d) => (
          <div className="table-wrap">
            <Table<Setting>
              rowKey="key" size="small" sticky pagination={false} scroll={{ x: 760 }} locale={{ emptyText: t.none_found }}
              dataSource={d.items.filter((x) => `${x.key} ${x.title ?? ''} ${x.clause}`.toLowerCase().includes(find.toLowerCase()))}
              columns={[
                { title: t.key, width: 300, render: (_, x) => (x.title ? <>{x.title}<br /><code className="muted">{x.key}</code></> : <code>{x.key}</code>) },
                { title: t.value, render: (_, x) => <strong>{shownValue(x)}</strong> },
                { title: t.standard, render: (_, x) => <span className="muted">{isStrength(x.standard) ? word(t, String(x.standard)) : x.standard}</span> },
                { title: t.clause, dataIndex: 'clause' },
                { title: t.origin, render: (_, x) => (x.origin === 'source' ? t.source : t.standard_origin) },
                { title: t.strength, render: (_, x) => (x.strength ? t[x.strength] : '—') },
                { title: t.valid_from, dataIndex: 'valid_from', render: (x?: string) => x?.slice(0, 10) ?? '—' },
                { title: '', render: (_, x) => <button className="link" onClick={() => setOpen(x)}>{t.change}</button> },
              ]}
            />
          </div>
        )}
      </Loaded>
      {open && <ChangeBox of={open} onClose={() => setOpen(undefined)} onDone={(from) => { setOpen(undefined); tell(fill(t.changed, { from })); load.reload(); }} />}
    </>
  );
}
