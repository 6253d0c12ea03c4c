// SPDX-License-Identifier: AGPL-3.0-or-later
// The bell schedule of the house: the periods counsellors open and visitors choose from.
import { useState } from 'react';
import { Select } from 'antd';
import { bells as words, settings } from '../governance/governance.words.ts';
import { SettingsHead } from '../governance/settings_head.tsx';
import { api } from '../shared/api/client.ts';
import { fieldText } from '../shared/api/problem.ts';
import type { Period } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useVoice, useWords } from '../shared/language.tsx';
import { shared } from '../shared/shared.words.ts';
import { clockOfMinute, minuteOfClock, weekdayName } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { fill } from '../shared/words.ts';

const kinds = ['lesson', 'noon', 'after_school', 'evening'] as const satisfies readonly Period['kind'][];
const week = [1, 2, 3, 4, 5, 6, 7];
interface Line { key: string; name_zh: string; name_en: string; starts: string; ends: string; kind: Period['kind']; weekdays: number[] }

const lineOf = (p: Period): Line => ({ key: p.key, name_zh: p.name_zh, name_en: p.name_en, starts: clockOfMinute(p.starts_minute), ends: clockOfMinute(p.ends_minute), kind: p.kind, weekdays: p.weekdays });
const whole = (x: Line) => !!x.name_zh.trim() && !!x.name_en.trim() && minuteOfClock(x.starts) !== undefined && minuteOfClock(x.ends) !== undefined && x.weekdays.length > 0;

function newKey(lines: readonly Line[]): string {
  for (let n = 1; ; n += 1) if (!lines.some((x) => x.key === `period${n}`)) return `period${n}`;
}

function Editor({ periods, onSaved }: { periods: Period[]; onSaved: () => void }) {
  const t = useWords(words);
  const g = useWords(settings);
  const s = useWords(shared);
  const { language } = useVoice();
  const [lines, setLines] = useState(() => periods.map(lineOf));
  const [touched, setTouched] = useState(false);
  const change = (next: (was: Line[]) => Line[]) => { setTouched(true); setLines(next); };
  const set = (key: string, part: Partial<Line>) => change((was) => was.map((x) => (x.key === key ? { ...x, ...part } : x)));
  const save = useAction(async ({ attempt }) => {
    const body = lines.map(({ starts, ends, ...x }) => ({ ...x, name_zh: x.name_zh.trim(), name_en: x.name_en.trim(), starts_minute: minuteOfClock(starts), ends_minute: minuteOfClock(ends) }));
    await api.put('/bell-schedule', { attempt, body: { periods: body } });
    setTouched(false);
    onSaved();
  });
  const add = () => change((was) => {
    const last = was[was.length - 1];
    return [...was, { key: newKey(was), name_zh: '', name_en: '', starts: last?.ends ?? '12:30', ends: '', kind: last?.kind ?? 'noon', weekdays: last?.weekdays ?? [1, 2, 3, 4, 5] }];
  });
  return (
    <section className="card">
      {lines.length === 0 && <Empty icon="clock" title={t.empty} next={t.empty_next} />}
      <ol className="bare lines">
        {lines.map((x, i) => (
          <li key={x.key} className="bell-line" aria-label={x.name_zh || fill(t.period, { n: i + 1 })}>
            <FormField label={t.name_zh} error={fieldText(save.problem, `/periods/${i}/name_zh`)}>{(ids) => <input {...ids} maxLength={40} value={x.name_zh} onChange={(e) => set(x.key, { name_zh: e.target.value })} />}</FormField>
            <FormField label={t.name_en} error={fieldText(save.problem, `/periods/${i}/name_en`)}>{(ids) => <input {...ids} maxLength={40} value={x.name_en} onChange={(e) => set(x.key, { name_en: e.target.value })} />}</FormField>
            <FormField label={t.starts} error={x.starts && minuteOfClock(x.starts) === undefined ? t.time_hint : fieldText(save.problem, `/periods/${i}/starts_minute`)}>{(ids) => <input {...ids} inputMode="numeric" maxLength={5} placeholder="12:30" value={x.starts} onChange={(e) => set(x.key, { starts: e.target.value })} />}</FormField>
            <FormField label={t.ends} error={x.ends && minuteOfClock(x.ends) === undefined ? t.time_hint : fieldText(save.problem, `/periods/${i}/ends_minute`)}>{(ids) => <input {...ids} inputMode="numeric" maxLength={5} placeholder="13:20" value={x.ends} onChange={(e) => set(x.key, { ends: e.target.value })} />}</FormField>
            <FormField label={t.kind}>{(ids) => <Select {...ids} value={x.kind} onChange={(kind) => set(x.key, { kind })} options={kinds.map((k) => ({ value: k, label: t[k] }))} />}</FormField>
            <fieldset className="day-ticks">
              <legend>{t.days}</legend>
              {week.map((day) => (
                <label key={day} className={x.weekdays.includes(day) ? 'chosen' : ''}>
                  <input type="checkbox" checked={x.weekdays.includes(day)} aria-label={weekdayName(day, language)}
                    onChange={(e) => set(x.key, { weekdays: e.target.checked ? [...x.weekdays, day].sort() : x.weekdays.filter((d) => d !== day) })} />
                  <span aria-hidden="true">{weekdayName(day, language, true)}</span>
                </label>
              ))}
            </fieldset>
            <button className="link quiet line-acts" aria-label={`${g.remove} ${x.name_zh}`} onClick={() => change((was) => was.filter((y) => y.key !== x.key))}><Icon name="cross" size={14} /> {g.remove}</button>
          </li>
        ))}
      </ol>
      <button className="link" onClick={add}><Icon name="plus" size={14} /> {t.add}</button>
      <ActionProblem action={save} />
      <div className="dialog-actions">
        {touched && <span className="save-line"><Icon name="info" size={14} /> {t.unsaved}</span>}
        <button className="button primary" disabled={save.busy || !touched || !lines.every(whole)} onClick={() => void save.run()}>{s.save}</button>
      </div>
    </section>
  );
}

export default function BellsPage() {
  const t = useWords(words);
  const { tell } = useToast();
  const load = useLoad((signal) => api.get<{ periods: Period[] }>('/bell-schedule', { signal }), []);
  return (
    <>
      <SettingsHead part="bells" />
      <p className="muted">{t.say}</p>
      <Loaded load={load} rows={8}>{(d) => <Editor key={JSON.stringify(d.periods)} periods={d.periods} onSaved={() => { tell(t.saved); load.reload(); }} />}</Loaded>
    </>
  );
}
