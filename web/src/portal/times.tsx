// SPDX-License-Identifier: AGPL-3.0-or-later
// My times: change by dialog, cancel with an undo, print a slip.
import { useState } from 'react';
import { Link } from 'react-router';
import { api, Attempt } from '../shared/api/client.ts';
import { useTopics } from '../shared/api/events.ts';
import type { Appointment, FreeTime, List } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { dayOf, span } from '../shared/time.ts';
import { Dialog } from '../shared/ui/dialog.tsx';
import { ActionProblem, ProblemNote } from '../shared/ui/problem.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { Status } from '../shared/ui/status.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { SlipButton } from '../scheduling/slip.tsx';
import { FreeTimes } from './free_times.tsx';
import { PageHead } from './page_head.tsx';
import { portal } from './portal.words.ts';

const open = (a: Appointment) => a.state === 'booked' || a.state === 'held_by_phone';

export default function Times() {
  const t = useWords(portal);
  const { tell } = useToast();
  const load = useLoad((signal) => api.get<List<Appointment>>('/me/appointments', { signal }), []);
  useTopics(['scheduling', 'reception'], load.reload);
  const [moving, setMoving] = useState<Appointment>();
  const undoCancel = useAction(async ({ attempt }, a: Appointment) => {
    await api.post('/appointments/{appointment}/undo-cancel', { path: { appointment: a.id }, version: a.version, body: {}, attempt });
    tell(t.restored);
    load.reload();
  });
  const cancel = useAction(async ({ attempt }, a: Appointment) => {
    const after = await api.post<Appointment>('/appointments/{appointment}/cancel', { path: { appointment: a.id }, version: a.version, body: { reason: 'visitor' }, attempt });
    load.reload();
    tell(t.cancelled, () => void undoCancel.run({ ...a, version: after?.version ?? a.version + 1 }));
  });
  return (
    <>
      <PageHead title={t.times} />
      <ProblemNote problem={cancel.problem ?? undoCancel.problem} />
      <Loaded load={load} empty={(d) => d.items.length === 0 && (
        <Empty icon="calendar" title={t.no_times} next={t.no_times_next}><Link className="button primary" to="/before">{t.book}</Link></Empty>
      )}>
        {(d) => {
          const coming = d.items.filter((a) => open(a) || a.state === 'arrived' || a.state === 'in_session');
          const past = d.items.filter((a) => !coming.includes(a));
          return (
            <div className="stack">
              {coming.length > 0 && <h2>{t.upcoming}</h2>}
              {coming.map((a) => <Time key={a.id} a={a} onMove={() => setMoving(a)} onCancel={() => void cancel.run(a)} />)}
              {coming.length === 0 && <p><Link className="button primary big wide" to="/before">{t.book}</Link></p>}
              {past.length > 0 && <h2>{t.past}</h2>}
              {past.map((a) => <Time key={a.id} a={a} />)}
            </div>
          );
        }}
      </Loaded>
      {moving && <Move a={moving} onClose={() => setMoving(undefined)} onMoved={() => { setMoving(undefined); load.reload(); tell(t.moved); }} />}
    </>
  );
}

function Time({ a, onMove, onCancel }: { a: Appointment; onMove?: () => void; onCancel?: () => void }) {
  const t = useWords(portal);
  const { language } = useVoice();
  const zone = useZone();
  return (
    <div className="card appointment">
      <div className="when">
        <strong>{dayOf(a.starts_at, zone, language)} <span className="nowrap">{span(a.starts_at, a.ends_at, zone)}</span></strong>
        <span className="muted">{a.counsellor_name}{a.room_name && ` · ${a.room_name}`}</span>
      </div>
      <Status of={a.state} />
      {onMove && open(a) && (
        <div className="row">
          <button className="button small" onClick={onMove}>{t.move}</button>
          <button className="button small" onClick={onCancel}>{t.cancel}</button>
          <SlipButton appointment={a.id} />
        </div>
      )}
    </div>
  );
}

function Move({ a, onClose, onMoved }: { a: Appointment; onClose: () => void; onMoved: () => void }) {
  const t = useWords(portal);
  const move = useAction(async ({ attempt, override }: { attempt: Attempt; override: object }, time: FreeTime) => {
    const { starts_at, ends_at, counsellor } = time;
    await api.post('/appointments/{appointment}/move', { path: { appointment: a.id }, version: a.version, body: { starts_at, ends_at, counsellor, ...override }, attempt });
  });
  return (
    <Dialog title={t.move_to} onClose={onClose}>
      <ActionProblem action={move} onDone={onMoved} />
      <FreeTimes counsellor={a.counsellor} onChoose={(time) => void move.run(time).then((ok) => ok && onMoved())} />
    </Dialog>
  );
}
