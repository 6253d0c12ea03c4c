// SPDX-License-Identifier: AGPL-3.0-or-later
// Every version that was ever kept, also the one that lost a conflict. Nothing is thrown away.
import { Drawer } from 'antd';
import { useState } from 'react';
import { api } from '../shared/api/client.ts';
import type { List, RecordVersion, SessionRecord } from '../shared/api/types.ts';
import { useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { moment } from '../shared/time.ts';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { fill } from '../shared/words.ts';
import { casework } from './casework.words.ts';
import { RecordView } from './record_view.tsx';


function useVersions(session: string, round: number) {
  return useLoad((signal) => api.get<List<RecordVersion>>('/sessions/{session}/record/versions', { path: { session }, signal }), [session, round]);
}

// The words of an addendum travel in the first field of a record.
function Body({ session, of: { version: number, kind } }: { session: string; of: RecordVersion }) {
  const load = useLoad((signal) => api.get<SessionRecord>('/sessions/{session}/record/versions/{number}', { path: { session, number }, signal }), [session, number]);
  return <Loaded load={load}>{(v) => (kind === 'addendum' ? <pre>{v.background}</pre> : <RecordView of={v} />)}</Loaded>;
}

export function Versions({ session, onClose }: { session: string; onClose: () => void }) {
  const t = useWords(casework);
  const { language } = useVoice();
  const zone = useZone();
  const [shown, setShown] = useState<number>();
  const load = useVersions(session, 0);
  return (
    <Drawer open onClose={onClose} title={t.versions} size={520}>
      <Loaded load={load} empty={(d) => d.items.length === 0 && <Empty icon="clock" title={t.clean} />}>
        {(d) => (
          <ol className="timeline">
            {[...d.items].reverse().map((v) => (
              <li key={v.version} className="stack-8">
                <div><strong>{fill(t.version_n, { n: v.version })} · {t[`k_${v.kind}`]}</strong><br /><span className="muted">{v.author_name} · {moment(v.written_at, zone, language)}</span></div>
                {shown === v.version ? <Body session={session} of={v} /> : <button className="link" onClick={() => setShown(v.version)}>{t.record}</button>}
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Drawer>
  );
}

export function Addenda({ session, added }: { session: string; added: number }) {
  const t = useWords(casework);
  const { language } = useVoice();
  const zone = useZone();
  const load = useVersions(session, added);
  const addenda = load.data?.items.filter((v) => v.kind === 'addendum') ?? [];
  return (
    <>
      {addenda.map((v) => (
        <div key={v.version} className="notice tone-primary">
          <div className="grow"><strong>{t.addendum}</strong> <span className="muted">{v.author_name} · {moment(v.written_at, zone, language)}</span><Body session={session} of={v} /></div>
        </div>
      ))}
    </>
  );
}

export function PreviousRecord({ session }: { session: string }) {
  const load = useLoad((signal) => api.get<SessionRecord>('/sessions/{session}/record', { path: { session }, signal }), [session]);
  return <div className="notice tone-plain"><div className="grow"><Loaded load={load}>{(r) => <RecordView of={r} />}</Loaded></div></div>;
}
