// SPDX-License-Identifier: AGPL-3.0-or-later
// Today's board: who is expected, who waits and for how long, who is in session, who is done. It refreshes by itself.
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { PageTop } from '../console/page.tsx';
import { api, Attempt } from '../shared/api/client.ts';
import { useTopics } from '../shared/api/events.ts';
import type { Appointment, Board, BoardItem, StartedSession } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useDiscreet } from '../shared/discreet.tsx';
import { useKeys } from '../shared/keys.ts';
import { useVoice, useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { scheduling } from '../scheduling/scheduling.words.ts';
import { shared } from '../shared/shared.words.ts';
import { clock, dayWords, span, today } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { ListSheet } from '../shared/ui/list_sheet.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { Status } from '../shared/ui/status.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { fill } from '../shared/words.ts';
import { reception } from './reception.words.ts';
import { Ticket } from './ticket.tsx';

const WalkIn = lazy(() => import('./walk_in.tsx'));
const PhoneBooking = lazy(() => import('./phone_booking.tsx'));
const IdentityCheck = lazy(() => import('./identity_check.tsx'));
const BasicFormBox = lazy(() => import('./basic_form.tsx'));
const BeginBox = lazy(() => import('../casework/begin_box.tsx'));
const NamePerson = lazy(() => import('./name_person.tsx'));

export type TicketAct = 'arrive' | 'missed' | 'start' | 'record' | 'form' | 'name';
type Open = { what: 'walk_in' | 'phone' } | { what: 'arrive' | 'form' | 'name' | 'start'; item: BoardItem };
const columns = ['expected', 'arrived', 'in_session', 'finished'] as const;

function columnOf(item: BoardItem): (typeof columns)[number] {
  return item.stage === 'done' || item.stage === 'missed' ? 'finished' : item.stage;
}

export default function BoardPage() {
  const t = useWords(reception);
  const s = useWords(shared);
  const sc = useWords(scheduling);
  const { discreet } = useDiscreet();
  const { language } = useVoice();
  const zone = useZone();
  const session = useSession();
  const navigate = useNavigate();
  const { tell } = useToast();
  const date = today(zone);
  const load = useLoad((signal) => api.get<Board>('/board', { query: { date }, signal }), [date]);
  useTopics(['reception', 'scheduling', 'casework'], load.reload);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);

  // The server's clock decides how long somebody has waited; ours only runs on from its last answer.
  const answered = useRef({ now: '', at: 0 });
  if (load.data && answered.current.now !== load.data.now) answered.current = { now: load.data.now, at: Date.now() };
  const [, tick] = useState(0);
  useEffect(() => {
    const running = window.setInterval(() => tick((n) => n + 1), 15_000);
    const refetch = window.setInterval(load.reload, 60_000);
    return () => {
      window.clearInterval(running);
      window.clearInterval(refetch);
    };
  }, [load.reload]);
  const now = answered.current.now ? Date.parse(answered.current.now) + (Date.now() - answered.current.at) : Date.now();

  useKeys({ n: () => setOpen({ what: 'walk_in' }) });
  const undoArrive = useAction(async ({ attempt }: { attempt: Attempt }, a: Appointment) => {
    await api.post('/board/{appointment}/undo-arrive', { path: { appointment: a.id }, version: a.version, attempt });
    tell(t.arrive_undone);
    load.reload();
  });
  const missed = useAction(async ({ attempt }, a: Appointment) => {
    await api.post('/board/{appointment}/missed', { path: { appointment: a.id }, version: a.version, attempt });
    tell(t.missed_told);
    load.reload();
  });
  const start = useAction(async ({ attempt, override }, a: Appointment) => {
    const made = await api.post<StartedSession>('/sessions', { body: { appointment: a.id, ...override }, attempt });
    navigate(`/console/sessions/${made.session.id}`);
  });
  const act = (what: TicketAct, item: BoardItem) => {
    if (what === 'missed') void missed.run(item.appointment);
    else if (what === 'start' && item.appointment.kind !== 'emergency' && item.appointment.kind !== 'first_talk') void start.run(item.appointment);
    else if (what === 'record') navigate(`/console/sessions/${item.appointment.session}`);
    else setOpen({ what, item });
  };
  const changed = (text: string) => {
    close();
    tell(text);
    load.reload();
  };
  return (
    <>
      <PageTop title={t.title} about={dayWords(date, language)}>
        {load.data && <span className="muted small">{fill(t.at, { at: clock(new Date(now).toISOString(), zone) })}</span>}
        <button className="button" onClick={() => window.print()}><Icon name="print" size={16} /> {s.print}</button>
        <button className="button" onClick={() => setOpen({ what: 'phone' })}><Icon name="phone" size={16} /> {t.phone_booking}</button>
        <button className="button primary" onClick={() => setOpen({ what: 'walk_in' })}><Icon name="plus" size={16} /> {t.walk_in}</button>
      </PageTop>
      <ActionProblem action={start} />
      <ActionProblem action={missed} onDone={load.reload} />
      <ActionProblem action={undoArrive} />
      <Loaded load={load} rows={10} empty={(d) => d.items.length === 0 && <Empty icon="today" title={t.empty} next={t.empty_next} />}>
        {(d) => (
          <div className="board">
            {columns.map((column) => {
              const items = d.items.filter((x) => columnOf(x) === column).sort((a, b) => a.appointment.starts_at.localeCompare(b.appointment.starts_at));
              return (
                <section key={column} aria-label={t[column]}>
                  <h2><span>{t[column]}</span> <span className="count">{items.length}</span></h2>
                  {items.length === 0 ? <p className="board-empty">{t[`none_${column}`]}</p> : (
                    <ul>{items.map((item) => <li key={item.appointment.id}><Ticket item={item} now={now} counsels={session.me?.person === item.appointment.counsellor} onAct={(what) => act(what, item)} /></li>)}</ul>
                  )}
                </section>
              );
            })}
          </div>
        )}
      </Loaded>
      {load.data && (
        <ListSheet title={t.title} about={dayWords(date, language, true)} empty={t.empty} head={[sc.when, sc.visitor, sc.counsellor, sc.room, sc.channel, sc.state]}
          rows={[...load.data.items].sort((a, b) => a.appointment.starts_at.localeCompare(b.appointment.starts_at)).map(({ appointment: a, stage }) => ({
            key: a.id, cells: [span(a.starts_at, a.ends_at, zone), a.visitor ? (discreet ? a.visitor.code : a.visitor.label) : t.phone_open, a.counsellor_name, a.room_name ?? '', <Status key="c" of={a.channel} bare />, <Status key="s" of={stage} bare />],
          }))} />
      )}
      <Suspense fallback={null}>
        {open?.what === 'walk_in' && <WalkIn onClose={close} onDone={() => changed(t.registered)} />}
        {open?.what === 'phone' && <PhoneBooking onClose={close} onDone={() => changed(t.held)} />}
        {open?.what === 'arrive' && (
          <IdentityCheck appointment={open.item.appointment} onClose={close} onDone={(after) => {
            close();
            load.reload();
            tell(t.arrived_told, () => void undoArrive.run(after));
          }} />
        )}
        {open?.what === 'form' && open.item.appointment.visitor && <BasicFormBox person={open.item.appointment.visitor} onClose={close} onSaved={() => changed(t.form_saved)} />}
        {open?.what === 'start' && <BeginBox appointment={open.item.appointment} onClose={close} />}
        {open?.what === 'name' && <NamePerson appointment={open.item.appointment} onClose={close} onDone={() => changed(t.registered)} />}
      </Suspense>
    </>
  );
}
