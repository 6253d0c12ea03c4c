// SPDX-License-Identifier: AGPL-3.0-or-later
// Classes by year of entry and number; the name of today is computed. Who heads them, for those who keep the staff.
import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { classes as words } from '../governance/governance.words.ts';
import { SettingsHead } from '../governance/settings_head.tsx';
import { api } from '../shared/api/client.ts';
import { Attempt } from '../shared/api/attempt.ts';
import { fieldText } from '../shared/api/problem.ts';
import type { ClassRef, List } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useFields } from '../shared/fields.ts';
import { useKeys } from '../shared/keys.ts';
import { useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { today } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { fill } from '../shared/words.ts';

const stages = ['primary', 'junior', 'senior', 'other'] as const satisfies readonly ClassRef['stage'][];
const atOnceMax = 20;

// The school year begins in September; before, this year's entry is last year's.
function newestEntry(date: string): number {
  return Number(date.slice(0, 4)) - (Number(date.slice(5, 7)) >= 9 ? 0 : 1);
}

function AddBox({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useWords(words);
  const zone = useZone();
  const { values: v, set } = useFields<{ entry_year: number; number: number; many: number; stage: ClassRef['stage'] }>({ entry_year: newestEntry(today(zone)), number: 1, many: 1, stage: 'junior' });
  const [attempts] = useState(() => new Map<number, Attempt>()); // each class is an act of its own; one that was entered is not entered twice
  const add = useAction(async () => {
    for (let n = v.number; n < v.number + v.many; n += 1) {
      const attempt = attempts.get(n) ?? new Attempt();
      attempts.set(n, attempt);
      await api.post('/classes', { attempt, body: { entry_year: v.entry_year, number: n, stage: v.stage } });
    }
    onDone();
  });
  return (
    <Box title={t.add} onClose={onClose}>
      <div className="filters">
        <FormField label={t.entry_year} error={fieldText(add.problem, '/entry_year')}>{(ids) => <InputNumber {...ids} className="number-wide" precision={0} min={1950} max={2200} value={v.entry_year} onChange={(x) => x && set('entry_year', x)} />}</FormField>
        <FormField label={t.stage}>{(ids) => <Select {...ids} value={v.stage} onChange={(x) => set('stage', x)} options={stages.map((k) => ({ value: k, label: t[k] }))} />}</FormField>
        <FormField label={t.number} hint={t.number_hint} error={fieldText(add.problem, '/number')}>{(ids) => <InputNumber {...ids} className="number-wide" precision={0} min={1} max={99} value={v.number} onChange={(x) => x && set('number', x)} />}</FormField>
        <FormField label={t.many} hint={t.many_hint}>{(ids) => <InputNumber {...ids} className="number-wide" precision={0} min={1} max={atOnceMax} value={v.many} onChange={(x) => x && set('many', x)} />}</FormField>
      </div>
      <ActionProblem action={add} />
      <div className="dialog-actions"><button className="button primary" disabled={add.busy} onClick={() => void add.run()}>{t.add}</button></div>
    </Box>
  );
}

export default function ClassesPage() {
  const t = useWords(words);
  const { wears } = useSession();
  const { tell } = useToast();
  const [adding, setAdding] = useState(false);
  const load = useLoad((signal) => api.get<List<ClassRef>>('/classes', { signal }), []);
  const may = wears('reception', 'counsellor', 'system_admin');
  useKeys(may ? { n: () => setAdding(true) } : {});
  return (
    <>
      <SettingsHead part="classes">{may && <button className="button primary" onClick={() => setAdding(true)}><Icon name="plus" size={16} /> {t.add}</button>}</SettingsHead>
      <p className="muted">{t.say}</p>
      <Loaded load={load} rows={6} empty={(d) => d.items.length === 0 && <Empty icon="people" title={t.empty} next={t.empty_next} />}>
        {(d) => [...new Set(d.items.map((x) => x.entry_year))].map((year) => (
          <section key={year} className="card">
            <h2>{fill(t.year_of, { year })}</h2>
            <ul className="bare class-grid">
              {d.items.filter((x) => x.entry_year === year).sort((a, b) => a.stage.localeCompare(b.stage) || a.number - b.number).map((x) => (
                <li key={x.id}><strong>{x.name}</strong> <span className="muted small">{t[x.stage]}</span></li>
              ))}
            </ul>
          </section>
        ))}
      </Loaded>
      {adding && <AddBox onClose={() => setAdding(false)} onDone={() => { setAdding(false); tell(t.added); load.reload(); }} />}
    </>
  );
}
