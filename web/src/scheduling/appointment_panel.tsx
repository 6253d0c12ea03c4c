// SPDX-License-Identifier: AGPL-3.0-or-later
// One booking, slid over the list: from the block to the note in two clicks.
import { Drawer, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../shared/api/client.ts';
import type { Appointment, CancelReason, StartedSession } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { Who } from '../shared/discreet.tsx';
import { useMarks, useVoice, useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { closed, shared } from '../shared/shared.words.ts';
import { dayOf, span } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Status } from '../shared/ui/status.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { reception } from '../reception/reception.words.ts';
import { MoveBox } from './move_box.tsx';
import { scheduling } from './scheduling.words.ts';
import { SlipButton } from './slip.tsx';

const BeginBox = lazy(() => import('../casework/begin_box.tsx'));
const NamePerson = lazy(() => import('../reception/name_person.tsx'));
const reasons = ['visitor', 'counsellor', 'centre', 'ill', 'exam', 'other'] as const satisfies readonly CancelReason[];

export function AppointmentPanel({ appointment: a, onClose, onChanged }: { appointment: Appointment; onClose: () => void; onChanged: () => void }) {
  const t = useWords(scheduling);
  const m = useMarks();
  const c = useWords(closed);
  const s = useWords(shared);
  const { language } = useVoice();
  const zone = useZone();
  const { me } = useSession();
  const navigate = useNavigate();
  const { tell } = useToast();
  const r = useWords(reception);
  const [moving, setMoving] = useState(false);
  const [box, setBox] = useState<'begin' | 'name'>();
  const [cancelling, setCancelling] = useState(false);
  const [reason, setReason] = useState<CancelReason>('visitor');
  const mine = me?.person === a.counsellor;
  const open = a.state === 'booked' || a.state === 'held_by_phone';
  const start = useAction(async ({ attempt, override }) => {
    const made = await api.post<StartedSession>('/sessions', { body: { appointment: a.id, ...override }, attempt });
    navigate(`/console/sessions/${made.session.id}`);
  });
  const undo = useAction(async ({ attempt, override }, version: number) => {
    await api.post('/appointments/{appointment}/undo-cancel', { path: { appointment: a.id }, version, body: { ...override }, attempt });
    tell(t.restored);
    onChanged();
  });
  const cancel = useAction(async ({ attempt }) => {
    const after = await api.post<Appointment | undefined>('/appointments/{appointment}/cancel', { path: { appointment: a.id }, version: a.version, body: { reason }, attempt });
    onChanged();
    onClose();
    tell(t.cancelled, () => void undo.run(after?.version ?? a.version + 1));
  });
  return (
    <Drawer open onClose={onClose} title={<>{t.panel} · {a.visitor?.code ?? '—'}</>} size={400}>
      <div className="stack">
        <div className="row"><Status of={a.state} />{a.kind !== 'ordinary' && <Status of={a.kind} />}</div>
        <dl className="facts">
          <dt>{t.visitor}</dt><dd>{a.visitor ? <Link to={`/console/people/${a.visitor.id}`}><Who person={a.visitor} /></Link> : '—'}</dd>
          <dt>{t.when}</dt><dd>{dayOf(a.starts_at, zone, language)} {span(a.starts_at, a.ends_at, zone)}</dd>
          <dt>{t.counsellor}</dt><dd>{a.counsellor_name}</dd>
          <dt>{t.room}</dt><dd>{a.room_name ?? '—'}</dd>
          <dt>{t.channel}</dt><dd>{c[a.channel]}</dd>
          <dt>{t.kind}</dt><dd>{c[a.kind]}</dd>
          {a.session && <><dt>{t.note}</dt><dd><Status of={a.note_state ?? 'none'} text={a.note_state === 'none' || !a.note_state ? t.note_missing : c[a.note_state]} /></dd></>}
        </dl>
        {!!a.warnings?.length && (
          <div className="notice tone-waiting"><Icon name="info" /><div><strong>{t.warnings}</strong><ul>{a.warnings.map((w) => <li key={w.code}>{m.paren(w.code, `${s.clause} ${m.list(w.clauses)}`)}</li>)}</ul></div></div>
        )}
        <div className="row">
          {mine && a.session && <Link className="button primary" to={`/console/sessions/${a.session}`}><Icon name="pen" size={16} /> {t.write}</Link>}
          {a.state === 'held_by_phone' && <button className="button primary" onClick={() => setBox('name')}>{r.name_person}</button>}
          {mine && !a.session && (a.state === 'booked' || a.state === 'arrived' || a.state === 'in_session') && <button className="button primary" disabled={start.busy} onClick={() => (a.kind === 'emergency' || a.kind === 'first_talk' ? setBox('begin') : void start.run())}><Icon name="pen" size={16} /> {t.start}</button>}
          {mine && a.case && <Link className="button" to={`/console/cases/${a.case}`}>{t.open_case}</Link>}
        </div>
        <ActionProblem action={start} />
        {open && (
          <div className="row">
            <button className="button small" onClick={() => setMoving(true)}>{t.move}</button>
            <button className="button small" onClick={() => setCancelling((on) => !on)}>{t.cancel}</button>
            <SlipButton appointment={a.id} />
          </div>
        )}
        {cancelling && (
          <div className="card">
            <FormField label={t.cancel_why}>{(ids) => <Select {...ids} value={reason} onChange={setReason} options={reasons.map((r) => ({ value: r, label: t[`r_${r}`] }))} />}</FormField>
            <button className="button" disabled={cancel.busy} onClick={() => void cancel.run()}>{t.cancel}</button>
          </div>
        )}
        <ActionProblem action={cancel} />
        <ActionProblem action={undo} />
      </div>
      <Suspense fallback={null}>
        {box === 'begin' && <BeginBox appointment={a} onClose={() => setBox(undefined)} />}
        {box === 'name' && <NamePerson appointment={a} onClose={() => setBox(undefined)} onDone={() => { setBox(undefined); onChanged(); tell(r.registered); }} />}
      </Suspense>
      {moving && <MoveBox appointment={a} onClose={() => setMoving(false)} onMoved={() => { setMoving(false); onChanged(); tell(t.moved); }} />}
    </Drawer>
  );
}
