// SPDX-License-Identifier: AGPL-3.0-or-later
// A week of free times by the bell schedule, one day at a time; for booking and for changing.
import { useState } from 'react';
import { api } from '../shared/api/client.ts';
import type { Counsellor, Field, FreeTime, List, Period } from '../shared/api/types.ts';
import { useLoad } from '../shared/api/use.ts';
import { useTopics } from '../shared/api/events.ts';
import { useZone } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { closed } from '../shared/shared.words.ts';
import { addDays, dayWords, span, today, toWall } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { fill } from '../shared/words.ts';
import { portal } from './portal.words.ts';

const days = 7;
export const fields = ['study', 'emotion', 'family', 'peers', 'self', 'career', 'other'] as const satisfies readonly Field[];

export function FreeTimes({ counsellor: fixed, onChoose }: { counsellor?: string; onChoose: (time: FreeTime, period?: Period) => void }) {
  const t = useWords(portal);
  const c = useWords(closed);
  const { language } = useVoice();
  const zone = useZone();
  const now = today(zone);
  const [from, setFrom] = useState(now);
  const [day, setDay] = useState<string>();
  const [counsellor, setCounsellor] = useState(fixed ?? '');
  const [field, setField] = useState<Field | ''>('');
  const people = useLoad((signal) => api.get<List<Counsellor>>('/counsellors', { signal }), []);
  const bells = useLoad((signal) => api.get<{ periods: Period[] }>('/bell-schedule', { signal }), []);
  const times = useLoad((signal) => api.get<List<FreeTime>>('/free-times', { query: { from, days, counsellor, field }, signal }), [from, days, counsellor, field]);
  useTopics(['scheduling'], times.reload);
  const periodOf = (key?: string) => bells.data?.periods.find((p) => p.key === key);
  const dates = Array.from({ length: days }, (_, i) => addDays(from, i));
  return (
    <div className="stack">
      {!fixed && (
        <div className="filters">
          <FormField label={t.counsellor}>
            {(ids) => (
              <select {...ids} value={counsellor} onChange={(e) => setCounsellor(e.target.value)}>
                <option value="">{t.any_counsellor}</option>
                {people.data?.items.map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}
              </select>
            )}
          </FormField>
          <FormField label={t.field}>
            {(ids) => (
              <select {...ids} value={field} onChange={(e) => setField(e.target.value as Field | '')}>
                <option value="">{t.any_field}</option>
                {fields.map((f) => <option key={f} value={f}>{c[f]}</option>)}
              </select>
            )}
          </FormField>
        </div>
      )}
      <div className="row apart">
        <button type="button" className="link" disabled={from <= now} onClick={() => { setFrom(addDays(from, -days)); setDay(undefined); }}><Icon name="left" size={16} /> {t.earlier_week}</button>
        <button type="button" className="link" onClick={() => { setFrom(addDays(from, days)); setDay(undefined); }}>{t.later_week} <Icon name="right" size={16} /></button>
      </div>
      <Loaded load={times} rows={5} empty={(d) => d.items.length === 0 && <Empty icon="calendar" title={t.no_times_week} next={t.no_times_week_next} />}>
        {(d) => {
          const byDay = new Map(dates.map((date) => [date, d.items.filter((x) => toWall(x.starts_at, zone).startsWith(date))]));
          const chosen = day && byDay.has(day) ? day : dates.find((date) => byDay.get(date)!.length > 0) ?? dates[0]!;
          const list = byDay.get(chosen) ?? [];
          return (
            <>
              <div className="day-strip" role="group" aria-label={t.day}>
                {dates.map((date) => (
                  <button type="button" key={date} aria-pressed={date === chosen} onClick={() => setDay(date)}>
                    {dayWords(date, language).replace(' ', '\n').split('\n').map((part, i) => (i === 0 ? <span key={part}>{part}</span> : <small key={part}>{part}</small>))}
                    <small>{byDay.get(date)!.length ? fill(t.free, { n: byDay.get(date)!.length }) : t.full_day}</small>
                  </button>
                ))}
              </div>
              {list.length === 0 ? <Empty icon="calendar" title={t.no_times_day} next={t.no_times_day_next} /> : (
                <ul className="times">
                  {list.map((x) => {
                    const period = periodOf(x.period);
                    return (
                      <li key={`${x.starts_at}${x.counsellor}`}>
                        <button type="button" className="time" onClick={() => onChoose(x, period)}>
                          <strong>{period ? (language === 'zh' ? period.name_zh : period.name_en) : span(x.starts_at, x.ends_at, zone)}</strong>
                          <span>{x.counsellor_name}<small>{span(x.starts_at, x.ends_at, zone)}</small></span>
                          <Icon name="right" />
                        </button>
                      </li>
                    );
                  })}
                </ul>
              )}
            </>
          );
        }}
      </Loaded>
    </div>
  );
}
