// SPDX-License-Identifier: AGPL-3.0-or-later
// Moving by dialog: a free time of the bell schedule, or a time written by hand, on the wall clock of the centre.
import { DatePicker, Segmented, Select, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { FreeTimes } from '../portal/free_times.tsx';
import { api } from '../shared/api/client.ts';
import type { Appointment, List, Room } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useFields } from '../shared/fields.ts';
import { useVoice, useWords } from '../shared/language.tsx';
import { clock, dayOf, fromWall, span, toWall } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { scheduling } from './scheduling.words.ts';

interface Times { starts_at: string; ends_at: string }

export function WallTimes({ start, onChange }: { start: Times; onChange: (times: Times | undefined, problem: string | undefined) => void }) {
  const t = useWords(scheduling);
  const zone = useZone();
  const { values: v, set } = useFields({ date: toWall(start.starts_at, zone).slice(0, 10), from: clock(start.starts_at, zone), until: clock(start.ends_at, zone) });
  const change = (key: 'date' | 'from' | 'until', value: string) => {
    set(key, value);
    const next = { ...v, [key]: value };
    const starts_at = fromWall(`${next.date}T${next.from}`, zone);
    const ends_at = fromWall(`${next.date}T${next.until}`, zone);
    if (!starts_at || !ends_at) onChange(undefined, t.gap);
    else if (ends_at <= starts_at) onChange(undefined, t.order);
    else onChange({ starts_at, ends_at }, undefined);
  };
  return (
    <div className="three">
      <FormField label={t.date}>{(ids) => <DatePicker {...ids} allowClear={false} value={dayjs(v.date)} onChange={(d) => d && change('date', d.format('YYYY-MM-DD'))} />}</FormField>
      <FormField label={t.from}>{(ids) => <TimePicker {...ids} format="HH:mm" minuteStep={5} allowClear={false} needConfirm={false} value={dayjs(`2000-01-01T${v.from}`)} onChange={(d) => d && change('from', d.format('HH:mm'))} />}</FormField>
      <FormField label={t.until}>{(ids) => <TimePicker {...ids} format="HH:mm" minuteStep={5} allowClear={false} needConfirm={false} value={dayjs(`2000-01-01T${v.until}`)} onChange={(d) => d && change('until', d.format('HH:mm'))} />}</FormField>
    </div>
  );
}

export function RoomSelect({ value, onChange }: { value: string; onChange: (room: string) => void }) {
  const t = useWords(scheduling);
  const rooms = useLoad((signal) => api.get<List<Room>>('/rooms', { signal }), []);
  return (
    <FormField label={t.room}>
      {(ids) => <Select {...ids} value={value} onChange={onChange} options={[{ value: '', label: t.any_room }, ...(rooms.data?.items ?? []).filter((r) => r.in_use).map((r) => ({ value: r.id, label: r.name }))]} />}
    </FormField>
  );
}

export function MoveBox({ appointment: a, onClose, onMoved }: { appointment: Appointment; onClose: () => void; onMoved: () => void }) {
  const t = useWords(scheduling);
  const { language } = useVoice();
  const zone = useZone();
  const [how, setHow] = useState<'free' | 'other'>('free');
  const [times, setTimes] = useState<Times & { counsellor?: string }>();
  const [wrong, setWrong] = useState<string>();
  const [room, setRoom] = useState('');
  const move = useAction(async ({ attempt, override }) => {
    const { starts_at, ends_at, counsellor } = times!;
    await api.post('/appointments/{appointment}/move', {
      path: { appointment: a.id }, version: a.version, attempt,
      body: { starts_at, ends_at, ...(room ? { room } : {}), ...(counsellor && counsellor !== a.counsellor ? { counsellor } : {}), ...override },
    });
    onMoved();
  });
  return (
    <Box title={t.move_title} onClose={onClose}>
      <Segmented<'free' | 'other'> value={how} onChange={(next) => { setHow(next); setTimes(undefined); }} options={[{ value: 'free', label: t.move_free }, { value: 'other', label: t.move_other }]} />
      {how === 'free' ? <FreeTimes counsellor={a.counsellor} onChoose={setTimes} /> : (
        <><WallTimes start={a} onChange={(next, problem) => { setTimes(next); setWrong(problem); }} /><RoomSelect value={room} onChange={setRoom} /></>
      )}
      {wrong && <p className="field-error">{wrong}</p>}
      <ActionProblem action={move} />
      <div className="dialog-actions">
        {times && <strong>{dayOf(times.starts_at, zone, language)} {span(times.starts_at, times.ends_at, zone)}</strong>}
        <button className="button primary" disabled={!times || move.busy} onClick={() => void move.run()}>{t.move}</button>
      </div>
    </Box>
  );
}
