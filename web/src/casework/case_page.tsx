// SPDX-License-Identifier: AGPL-3.0-or-later
// One case: its course on the left, goals and what is next on the right.
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import { PageTop } from '../console/page.tsx';
import { api } from '../shared/api/client.ts';
import { useTopics } from '../shared/api/events.ts';
import type { Case, SessionRef } from '../shared/api/types.ts';
import { useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useDiscreet, Who } from '../shared/discreet.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { closed } from '../shared/shared.words.ts';
import { clock, dayOf } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { Status } from '../shared/ui/status.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { word } from '../shared/words.ts';
import { RiskMark } from './cases.tsx';
import { casework } from './casework.words.ts';
import { PlanEditor } from './plan_editor.tsx';

const CloseBox = lazy(() => import('./close_box.tsx'));
const HandOver = lazy(() => import('./hand_over.tsx'));

function Course({ of }: { of: Case }) {
  const t = useWords(casework);
  const c = useWords(closed);
  const { language } = useVoice();
  const zone = useZone();
  const sessions = [...of.sessions].sort((a, b) => b.started_at.localeCompare(a.started_at));
  return (
    <ol className="timeline">
      {of.closed_at && <li><strong>{dayOf(of.closed_at, zone, language, true)}</strong> <Status of="closed" /></li>}
      {sessions.map((x: SessionRef) => (
        <li key={x.id}>
          <div className="row"><strong>{dayOf(x.started_at, zone, language, true)}</strong> <span className="muted">{clock(x.started_at, zone)}{x.ended_at && `–${clock(x.ended_at, zone)}`}</span></div>
          <div className="row">
            {x.kind !== 'ordinary' && <Status of={x.kind} bare />}
            <Status of={x.note_state === 'none' ? 'draft' : x.note_state} text={x.note_state === 'none' ? t.late : c[x.note_state]} />
            <Link to={`/console/sessions/${x.id}`}>{t.record}</Link>
          </div>
        </li>
      ))}
      <li><strong>{dayOf(of.opened_at, zone, language, true)}</strong> <span className="muted">{t.opened}</span></li>
    </ol>
  );
}

export default function CasePage() {
  const t = useWords(casework);
  const { id = '' } = useParams();
  const { discreet } = useDiscreet();
  const { me } = useSession();
  const { tell } = useToast();
  const load = useLoad((signal) => api.get<Case>('/cases/{case}', { path: { case: id }, signal }), [id]);
  useTopics(['casework'], load.reload);
  const [open, setOpen] = useState<'close' | 'hand_over'>();
  return (
    <Loaded load={load} rows={10}>
      {(of) => {
        const mine = of.counsellor === me?.person && of.state !== 'closed';
        return (
          <>
            <PageTop title={`${t.case} ${of.code}`} about={discreet ? of.visitor.code : of.visitor.label}>
              {mine && <button className="button" onClick={() => setOpen('hand_over')}>{t.hand_over}</button>}
              {mine && <button className="button" onClick={() => setOpen('close')}><Icon name="archive" size={16} /> {t.close}</button>}
            </PageTop>
            <div className="row">
              <Status of={of.state} /> <RiskMark risk={of.risk} />
              <Link to={`/console/people/${of.visitor.id}`}><Who person={of.visitor} /></Link>
              <span className="muted">{of.counsellor_name}</span>
            </div>
            <div className="split">
              <section className="card"><h2>{t.timeline}</h2><Course of={of} /></section>
              <div className="stack">
                <PlanEditor key={of.version} of={of} editable={mine} onSaved={load.reload} />
                {of.checklist.length > 0 && (
                  <section className="card"><h2>{t.checklist}</h2>
                    <ul className="stack-8 bare">{of.checklist.map((x) => <li key={x.item} className="row"><Icon name={x.done ? 'check' : 'clock'} size={16} /> <span className={x.done ? 'muted grow' : 'grow'}>{word(t, `i_${x.item}`)}</span></li>)}</ul>
                  </section>
                )}
              </div>
            </div>
            <Suspense fallback={null}>
              {open === 'close' && <CloseBox of={of} onClose={() => setOpen(undefined)} onDone={() => { setOpen(undefined); load.reload(); tell(t.closed_told); }} />}
              {open === 'hand_over' && <HandOver of={of} onClose={() => setOpen(undefined)} onDone={() => { setOpen(undefined); load.reload(); tell(t.handed_over); }} />}
            </Suspense>
          </>
        );
      }}
    </Loaded>
  );
}
