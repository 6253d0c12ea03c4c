// SPDX-License-Identifier: AGPL-3.0-or-later
// The calendar of the centre on its own wall clock. A click opens the side panel; the calendar stays.
import zhCn from '@fullcalendar/core/locales/zh-cn';
import type { EventContentArg } from '@fullcalendar/core';
import dayGrid from '@fullcalendar/daygrid';
import listPlugin from '@fullcalendar/list';
import FullCalendar from '@fullcalendar/react';
import timeGrid from '@fullcalendar/timegrid';
import { DatePicker, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { PageTop } from '../console/page.tsx';
import { api } from '../shared/api/client.ts';
import { useTopics } from '../shared/api/events.ts';
import type { Appointment, Counsellor, List } from '../shared/api/types.ts';
import { useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useDiscreet } from '../shared/discreet.tsx';
import { useKeys } from '../shared/keys.ts';
import { useVoice, useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { closed, shared } from '../shared/shared.words.ts';
import { addDays, addMonths, clock, dayOf, dayWords, firstOfMonth, monday, monthWords, span, today, toWall, weekdayName } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { ListSheet } from '../shared/ui/list_sheet.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { Status, StatusMark, toneOf } from '../shared/ui/status.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { fill } from '../shared/words.ts';
import { AppointmentPanel } from './appointment_panel.tsx';
import { NewBooking } from './new_booking.tsx';
import { scheduling } from './scheduling.words.ts';

const AvailabilityBox = lazy(() => import('./availability.tsx'));
const views = { day: 'timeGridDay', week: 'timeGridWeek', month: 'dayGridMonth', agenda: 'listWeek' } as const;
type View = keyof typeof views;

function Block({ arg }: { arg: EventContentArg }) {
  const t = useWords(scheduling);
  const c = useWords(closed);
  const { discreet } = useDiscreet();
  const zone = useZone();
  const a = arg.event.extendedProps.appointment as Appointment;
  const missing = a.state === 'done' && a.note_state !== 'signed';
  if (arg.view.type === 'dayGridMonth') {
    return (
      <div className="event in-month">
        <span>{clock(a.starts_at, zone)}</span> <StatusMark of={a.state} /> <span className="event-who">{a.visitor ? (discreet ? a.visitor.code : a.visitor.label) : c[a.kind]}</span>
        {a.kind === 'emergency' && <StatusMark of="emergency" />}{missing && <StatusMark of="draft" text={t.note_due} />}
      </div>
    );
  }
  return (
    <div className="event">
      <div className="event-line">{!arg.view.type.startsWith('list') && span(a.starts_at, a.ends_at, zone)} <Status of={a.state} bare /></div>
      <div className="event-line"><strong>{a.visitor ? (discreet ? a.visitor.code : a.visitor.label) : '—'}</strong></div>
      <div className="event-line">{a.kind !== 'ordinary' && <Status of={a.kind} bare />} {missing && <Status of="draft" bare text={t.note_due} />} {a.room_name}</div>
    </div>
  );
}

export default function CalendarPage() {
  const t = useWords(scheduling);
  const s = useWords(shared);
  const { language } = useVoice();
  const { discreet } = useDiscreet();
  const zone = useZone();
  const session = useSession();
  const now = today(zone);
  const narrow = window.innerWidth < 720;
  const [view, setView] = useState<View>(narrow ? 'agenda' : 'week');
  const [date, setDate] = useState(now);
  const [counsellor, setCounsellor] = useState<string>(session.wears('counsellor') ? session.me!.person : '');
  const [chosen, setChosen] = useState<string>();
  const [booking, setBooking] = useState(false);
  const [hours, setHours] = useState(false);
  const { tell } = useToast();
  const calendar = useRef<FullCalendar>(null);
  const month = view === 'month';
  const from = view === 'day' ? date : monday(month ? firstOfMonth(date) : date);
  const days = view === 'day' ? 1 : month ? 42 : 7;
  const load = useLoad((signal) => api.get<List<Appointment>>('/calendar', { query: { from, days, counsellor }, signal }), [from, days, counsellor]);
  const people = useLoad((signal) => api.get<List<Counsellor>>('/counsellors', { signal }), []);
  useTopics(['scheduling', 'reception', 'casework'], load.reload);
  useKeys({ n: () => setBooking(true) });
  const go = (next: string, nextView = view) => {
    setDate(next);
    setView(nextView);
    calendar.current?.getApi().changeView(views[nextView], next);
  };
  // FullCalendar is given the wall clock of the centre and told it is UTC: no zone data of the browser is involved.
  const events = useMemo(() => (load.data?.items ?? []).map((a) => ({
    id: a.id, start: `${toWall(a.starts_at, zone)}Z`, end: `${toWall(a.ends_at, zone)}Z`, classNames: [`tone-${toneOf(a.state)}`], extendedProps: { appointment: a },
  })), [load.data, zone]);
  const picked = load.data?.items.find((a) => a.id === chosen);
  const last = addDays(from, days - 1);
  const step = (way: 1 | -1) => go(month ? addMonths(date, way) : addDays(date, way * days));
  const about = month ? monthWords(date, language) : days === 1 ? dayWords(from, language, true) : `${dayWords(from, language, true)} – ${dayWords(last, language)}`;
  const inOrder = [...(load.data?.items ?? [])].filter((a) => !month || toWall(a.starts_at, zone).slice(0, 7) === date.slice(0, 7)).sort((a, b) => a.starts_at.localeCompare(b.starts_at));
  return (
    <>
      <PageTop title={t.title} about={about}>
        {session.wears('counsellor') && <button className="button" onClick={() => setHours(true)}><Icon name="clock" size={16} /> {t.availability}</button>}
        <button className="button" onClick={() => window.print()}><Icon name="print" size={16} /> {s.print}</button>
        <button className="button primary" onClick={() => setBooking(true)}><Icon name="plus" size={16} /> {t.new}</button>
      </PageTop>
      <div className="row no-print">
        <button className="button" onClick={() => go(now)}>{t.today}</button>
        <button className="button" aria-label={t.previous} onClick={() => step(-1)}><Icon name="left" size={16} /></button>
        <button className="button" aria-label={t.next} onClick={() => step(1)}><Icon name="right" size={16} /></button>
        <DatePicker aria-label={t.jump} value={dayjs(date)} allowClear={false} onChange={(d) => d && go(d.format('YYYY-MM-DD'))} />
        <Segmented value={view} onChange={(v) => go(date, v)} options={(Object.keys(views) as View[]).map((v) => ({ value: v, label: t[v] }))} />
        <Select aria-label={t.counsellor} className="select-wide" value={counsellor} onChange={setCounsellor}
          options={[{ value: '', label: t.everyone }, ...(people.data?.items ?? []).map((c) => ({ value: c.id, label: c.name }))]} />
      </div>
      <Loaded load={load} rows={12}>
        {() => (
          <div className="calendar-card">
            <FullCalendar
              ref={calendar}
              plugins={[timeGrid, dayGrid, listPlugin]}
              initialView={views[view]}
              initialDate={date}
              timeZone="UTC"
              now={() => `${toWall(new Date(), zone)}Z`}
              nowIndicator
              headerToolbar={false}
              locales={[zhCn]}
              locale={language === 'zh' ? 'zh-cn' : 'en-gb'}
              firstDay={1}
              allDaySlot={false}
              slotMinTime="07:00:00"
              slotMaxTime="21:30:00"
              {...(view === 'agenda' ? {} : { dayHeaderContent: (head: { date: Date }) => (month ? weekdayName(head.date.getUTCDay() || 7, language) : dayWords(head.date.toISOString().slice(0, 10), language)) })}
              slotLabelFormat={{ hour: '2-digit', minute: '2-digit', hour12: false }}
              eventTimeFormat={{ hour: '2-digit', minute: '2-digit', hour12: false }}
              height="auto"
              fixedWeekCount
              dayMaxEvents={4}
              moreLinkContent={(more) => fill(t.more, { n: more.num })}
              moreLinkClick={(more) => { go(more.date.toISOString().slice(0, 10), 'day'); return 'none'; }}
              navLinks={month}
              navLinkDayClick={(day) => go(day.toISOString().slice(0, 10), 'day')}
              noEventsText={t.empty}
              events={events}
              eventContent={(arg) => <Block arg={arg} />}
              eventClick={(info) => { info.jsEvent.preventDefault(); setChosen(info.event.id); }}
              eventInteractive
            />
          </div>
        )}
      </Loaded>
      {load.data && (
        <ListSheet title={t.title} about={about} empty={t.empty} head={[t.date, t.when, t.visitor, t.counsellor, t.room, t.state]}
          rows={inOrder.map((a) => ({ key: a.id, cells: [dayOf(a.starts_at, zone, language), span(a.starts_at, a.ends_at, zone), a.visitor ? (discreet ? a.visitor.code : a.visitor.label) : '', a.counsellor_name, a.room_name ?? '', <Status key="s" of={a.state} bare />] }))} />
      )}
      {picked && <AppointmentPanel appointment={picked} onClose={() => setChosen(undefined)} onChanged={load.reload} />}
      {hours && <Suspense fallback={null}><AvailabilityBox counsellor={session.me!.person} onClose={() => setHours(false)} onSaved={() => { setHours(false); tell(t.availability_saved); load.reload(); }} /></Suspense>}
      {booking && <NewBooking onClose={() => setBooking(false)} onDone={() => { setBooking(false); load.reload(); }} />}
    </>
  );
}
