// SPDX-License-Identifier: AGPL-3.0-or-later
// The content of a closed case, for whom a relation or a grant opens it. Says who opened it and when, also on paper.
import { useParams } from 'react-router';
import { RecordView } from '../casework/record_view.tsx';
import { casework } from '../casework/casework.words.ts';
import { PageTop } from '../console/page.tsx';
import { api } from '../shared/api/client.ts';
import type { ArchiveContent } from '../shared/api/types.ts';
import { useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { shared } from '../shared/shared.words.ts';
import { dayOf, moment } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { fill } from '../shared/words.ts';
import { archive } from './archive.words.ts';

export default function ArchiveContentPage() {
  const t = useWords(archive);
  const k = useWords(casework);
  const s = useWords(shared);
  const { id = '' } = useParams();
  const { language } = useVoice();
  const zone = useZone();
  const { me } = useSession();
  const load = useLoad(async (signal) => ({ at: new Date().toISOString(), ...(await api.get<ArchiveContent>('/archive-files/{file}/content', { path: { file: id }, signal })) }), [id]);
  return (
    <Loaded load={load} rows={12}>
      {({ case: of, records, at }) => (
        <>
          <PageTop title={t.content} about={of.code}><button className="button" onClick={() => window.print()}><Icon name="print" size={16} /> {s.print}</button></PageTop>
          <p className="muted">{fill(t.sealed_watermark, { who: me?.login ?? '', at: moment(at, zone, language) })}</p>
          <section className="card">
            <p className="muted">{dayOf(of.opened_at, zone, language, true)}{of.closed_at && ` – ${dayOf(of.closed_at, zone, language, true)}`} · {of.counsellor_name}</p>
            <h2>{k.summary}</h2><pre>{of.closing_summary}</pre>
            {of.aftercare_note && <><h2>{k.aftercare}</h2><pre>{of.aftercare_note}</pre></>}
          </section>
          {records.map((r) => (
            <section className="card keep" key={`${r.session}.${r.version}`}>
              <h2>{dayOf(r.written_at, zone, language, true)} · {r.author_name}{r.addendum && ` · ${k.addendum}`}</h2>
              {r.addendum ? <pre>{r.background}</pre> : <RecordView of={r} />}
            </section>
          ))}
        </>
      )}
    </Loaded>
  );
}
