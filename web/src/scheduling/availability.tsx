// SPDX-License-Identifier: AGPL-3.0-or-later
// When a counsellor sees people: a grid of the bell schedule, and days that are closed.
import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { api } from '../shared/api/client.ts';
import type { Availability, ClosedReason, Period } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { shared } from '../shared/shared.words.ts';
import { addDays, clockOfMinute, dayWords, today, weekday } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { scheduling } from './scheduling.words.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7];
const reasons = ['leave', 'training', 'exam', 'holiday', 'unfit', 'other'] as const satisfies readonly ClosedReason[];

export default function AvailabilityBox({ counsellor, onClose, onSaved }: { counsellor: string; onClose: () => void; onSaved: () => void }) {
  const t = useWords(scheduling);
  const load = useLoad(async (signal) => {
    const [bells, availability] = await Promise.all([
      api.get<{ periods: Period[] }>('/bell-schedule', { signal }),
      api.get<Availability>('/counsellors/{staff}/availability', { path: { staff: counsellor }, signal }),
    ]);
    return { periods: bells.periods, availability };
  }, [counsellor]);
  return (
    <Box title={t.availability} onClose={onClose} wide>
      <Loaded load={load} rows={8} empty={(d) => d.periods.length === 0 && <Empty icon="clock" title={t.no_bells} next={t.no_bells_next} />}>
        {(d) => <Grid counsellor={counsellor} periods={d.periods} availability={d.availability} onSaved={onSaved} />}
      </Loaded>
    </Box>
  );
}

function Grid({ counsellor, periods, availability, onSaved }: { counsellor: string; periods: Period[]; availability: Availability; onSaved: () => void }) {
  const t = useWords(scheduling);
  const s = useWords(shared);
  const { language } = useVoice();
  const zone = useZone();
  const [weekly, setWeekly] = useState(availability.weekly);
  const [closed, setClosed] = useState(availability.closed);
  const [date, setDate] = useState<string>();
  const [reason, setReason] = useState<ClosedReason>('leave');
  const has = (day: number, key: string) => weekly.some((w) => w.weekday === day && w.period === key);
  const flip = (day: number, key: string) => setWeekly((was) => (has(day, key) ? was.filter((w) => w.weekday !== day || w.period !== key) : [...was, { weekday: day, period: key }]));
  const save = useAction(async ({ attempt }) => {
    await api.put('/counsellors/{staff}/availability', {
      path: { staff: counsellor }, attempt, body: { weekly, closed },
    });
    onSaved();
  });
  const anyMonday = addDays(today(zone), 1 - weekday(today(zone)));
  const nameOfDay = (day: number) => dayWords(addDays(anyMonday, day - 1), language).split(' ')[language === 'zh' ? 1 : 0];
  return (
    <>
      <p className="muted">{t.availability_say}</p>
      <div className="table-wrap">
        <table className="plain-table grid-table">
          <thead><tr><th scope="col">{t.period}</th>{weekdays.map((day) => <th scope="col" key={day}>{nameOfDay(day)}</th>)}</tr></thead>
          <tbody>
            {periods.map((p) => {
              const name = language === 'zh' ? p.name_zh : p.name_en;
              return (
                <tr key={p.key}>
                  <th scope="row">{name} <span className="muted small">{clockOfMinute(p.starts_minute)}–{clockOfMinute(p.ends_minute)}</span></th>
                  {weekdays.map((day) => (
                    <td key={day}>{p.weekdays.includes(day) && (
                      <label className="tick cell"><input type="checkbox" aria-label={`${nameOfDay(day)} ${name}`} checked={has(day, p.key)} onChange={() => flip(day, p.key)} /></label>
                    )}</td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <h3>{t.closed_days}</h3>
      {closed.length === 0 && <p className="muted">{t.closed_none}</p>}
      <ul className="bare">
        {closed.map((x) => (
          <li key={x.date} className="row">{dayWords(x.date, language, true)} · {t[`x_${x.reason_kind}`]} <button className="link quiet" aria-label={s.close} onClick={() => setClosed((was) => was.filter((y) => y.date !== x.date))}><Icon name="cross" size={13} /></button></li>
        ))}
      </ul>
      <div className="row">
        <DatePicker aria-label={t.date} value={date ? dayjs(date) : null} onChange={(d) => setDate(d?.format('YYYY-MM-DD'))} />
        <Select aria-label={t.cancel_why} className="select-wide" value={reason} onChange={setReason} options={reasons.map((r) => ({ value: r, label: t[`x_${r}`] }))} />
        <button className="button" disabled={!date || closed.some((x) => x.date === date)} onClick={() => date && setClosed((was) => [...was, { date, reason_kind: reason }].sort((a, b) => a.date.localeCompare(b.date)))}>{t.closed_add}</button>
      </div>
      <ActionProblem action={save} />
      <div className="dialog-actions"><button className="button primary" disabled={save.busy} onClick={() => void save.run()}>{s.save}</button></div>
    </>
  );
}
