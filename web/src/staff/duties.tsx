// SPDX-License-Identifier: AGPL-3.0-or-later
// Which classes somebody heads or teaches, with dates: a counsellor is warned before seeing a pupil of a class of her own.
import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { Box } from '../console/antd.tsx';
import { classes as classWords } from '../governance/governance.words.ts';
import { api } from '../shared/api/client.ts';
import type { ClassDuty, ClassRef, List, Staff } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useFields } from '../shared/fields.ts';
import { useVoice, useWords } from '../shared/language.tsx';
import { dayWords, today } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { staff } from './staff.words.ts';

export function DutiesBox({ of, onClose }: { of: Staff; onClose: () => void }) {
  const t = useWords(staff);
  const c = useWords(classWords);
  const { language } = useVoice();
  const now = today(useZone());
  const { values: v, set, reset } = useFields<{ class?: string; kind: ClassDuty['kind']; from: string }>({ kind: 'head', from: now });
  const load = useLoad(async (signal) => {
    const [duties, classes] = await Promise.all([
      api.get<List<ClassDuty>>('/staff/{staff}/classes', { path: { staff: of.id }, signal }),
      api.get<List<ClassRef>>('/classes', { signal }),
    ]);
    return { duties: duties.items, classes: classes.items };
  }, [of.id]);
  const send = useAction(async ({ attempt }, duty: { class: string; kind: ClassDuty['kind']; from: string; until?: string }) => {
    await api.post('/staff/{staff}/classes', { path: { staff: of.id }, body: duty, attempt });
    reset();
    load.reload();
  });
  return (
    <Box title={`${t.classes} · ${of.name}`} onClose={onClose}>
      <p className="muted">{t.classes_say}</p>
      <Loaded load={load} rows={3}>
        {(d) => {
          const nameOf = (id: string) => d.classes.find((x) => x.id === id)?.name ?? t.class_gone;
          return (
            <>
              {d.duties.length === 0 && <p className="muted">{t.classes_none}</p>}
              <ul className="bare stack-8">
                {d.duties.map((x) => (
                  <li key={`${x.class}${x.kind}${x.from}`} className="row apart">
                    <span><strong>{nameOf(x.class)}</strong> {c[x.kind]} <span className="muted small">{dayWords(x.from, language, true)} – {x.until ? dayWords(x.until, language, true) : t.until_now}</span></span>
                    {!x.until && <button className="link quiet" disabled={send.busy} onClick={() => void send.run({ ...x, until: now })}>{t.end_duty}</button>}
                  </li>
                ))}
              </ul>
              <div className="filters">
                <FormField label={t.class}>{(ids) => <Select {...ids} showSearch={{ optionFilterProp: 'label' }} value={v.class ?? null} onChange={(x) => set('class', x ?? undefined)} options={d.classes.map((x) => ({ value: x.id, label: x.name }))} />}</FormField>
                <FormField label={t.duty}>{(ids) => <Select {...ids} value={v.kind} onChange={(x) => set('kind', x)} options={(['head', 'subject'] as const).map((k) => ({ value: k, label: c[k] }))} />}</FormField>
                <FormField label={t.since}>{(ids) => <DatePicker {...ids} allowClear={false} value={dayjs(v.from)} onChange={(x) => x && set('from', x.format('YYYY-MM-DD'))} />}</FormField>
              </div>
            </>
          );
        }}
      </Loaded>
      <ActionProblem action={send} />
      <div className="dialog-actions"><button className="button primary" disabled={!v.class || send.busy} onClick={() => v.class && void send.run({ class: v.class, kind: v.kind, from: v.from })}>{t.add_duty}</button></div>
    </Box>
  );
}
