// SPDX-License-Identifier: AGPL-3.0-or-later
// The session record: written by template, saved by itself, signed and locked. The process note stands apart.
import { useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { PageTop } from '../console/page.tsx';
import { api } from '../shared/api/client.ts';
import type { Case, SessionRecord } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useDiscreet } from '../shared/discreet.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { clock, dayOf } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { Status } from '../shared/ui/status.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { casework } from './casework.words.ts';
import { ProcessNotePanel } from './process_note.tsx';
import { RecordEditor } from './record_editor.tsx';
import { SignedRecord } from './signed_record.tsx';
import { Versions } from './versions.tsx';

export default function RecordPage() {
  const t = useWords(casework);
  const { id = '' } = useParams();
  const { language } = useVoice();
  const zone = useZone();
  const { discreet } = useDiscreet();
  const { tell } = useToast();
  const [history, setHistory] = useState(false);
  const flush = useRef<() => Promise<boolean>>(() => Promise.resolve(true));
  const load = useLoad(async (signal) => {
    const record = await api.get<SessionRecord>('/sessions/{session}/record', { path: { session: id }, signal });
    const of = await api.get<Case>('/cases/{case}', { path: { case: record.case }, signal });
    return { record, of, session: of.sessions.find((s) => s.id === id) };
  }, [id]);
  const end = useAction(async ({ attempt }) => {
    if (!(await flush.current())) return;
    await api.post('/sessions/{session}/end', { path: { session: id }, attempt });
    tell(t.session_ended);
    load.reload();
  });
  return (
    <Loaded load={load} rows={12}>
      {({ record, of, session }) => (
        <>
          <PageTop title={t.record} about={<>{of.code} · {discreet ? of.visitor.code : of.visitor.label}</>}>
            <Link className="button" to={`/console/cases/${of.id}`}>{t.to_case}</Link>
            <button className="button" onClick={() => setHistory(true)}><Icon name="clock" size={16} /> {t.versions}</button>
            {session && !session.ended_at && <button className="button" disabled={end.busy} onClick={() => void end.run()}>{t.end_session}</button>}
          </PageTop>
          <div className="row">
            {session && <span>{dayOf(session.started_at, zone, language, true)} {clock(session.started_at, zone)}{session.ended_at && `–${clock(session.ended_at, zone)}`}</span>}
            {session && session.kind !== 'ordinary' && <Status of={session.kind} />}
            <Status of={record.state} {...(record.state === 'none' ? { text: t.not_begun } : {})} />
            <span className="muted"><Icon name="lock" size={14} /> {t.who_reads}</span>
          </div>
          <ActionProblem action={end} />
          <div className="split">
            {record.state === 'signed'
              ? <SignedRecord key={record.version} record={record} onChanged={load.reload} />
              : <RecordEditor key={record.session} record={record} previous={previousOf(of, id)} flushRef={flush} onSigned={load.reload} />}
            <ProcessNotePanel session={id} />
          </div>
          {history && <Versions session={id} onClose={() => setHistory(false)} />}
        </>
      )}
    </Loaded>
  );
}

function previousOf(of: Case, id: string): string | undefined {
  const sessions = [...of.sessions].sort((a, b) => a.started_at.localeCompare(b.started_at));
  const here = sessions.findIndex((s) => s.id === id);
  return here > 0 ? sessions[here - 1]!.id : undefined;
}
