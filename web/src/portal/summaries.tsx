// SPDX-License-Identifier: AGPL-3.0-or-later
// The shared summary of a session, which the visitor may sign. Never the process note.
import { useState } from 'react';
import { api } from '../shared/api/client.ts';
import type { List, Summary } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { dayWords, moment } from '../shared/time.ts';
import { Dialog } from '../shared/ui/dialog.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { SignaturePad } from '../shared/ui/signature.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { fill } from '../shared/words.ts';
import { PageHead } from './page_head.tsx';
import { portal } from './portal.words.ts';

export default function Summaries() {
  const t = useWords(portal);
  const { language } = useVoice();
  const zone = useZone();
  const { tell } = useToast();
  const load = useLoad((signal) => api.get<List<Summary>>('/me/summaries', { signal }), []);
  const [signing, setSigning] = useState<Summary>();
  const [signature, setSignature] = useState<string>();
  const sign = useAction(async ({ attempt }) => {
    await api.post('/me/summaries/{session}/sign', { path: { session: signing!.session }, body: { signature }, attempt });
    setSigning(undefined);
    tell(t.sum_saved);
    load.reload();
  });
  return (
    <>
      <PageHead title={t.summaries}><p className="muted">{t.summaries_line}</p></PageHead>
      <Loaded load={load} empty={(d) => d.items.length === 0 && <Empty icon="letter" title={t.no_summaries} next={t.no_summaries_next} />}>
        {(d) => (
          <div className="stack">
            {d.items.map((x) => (
              <article className="card" key={x.session}>
                <h2>{dayWords(x.date.slice(0, 10), language, true)} · {x.counsellor_name}</h2>
                <pre>{x.shared_summary}</pre>
                {x.signed_at ? <p className="muted">{fill(t.sum_signed, { at: moment(x.signed_at, zone, language) })}</p>
                  : <button className="button" onClick={() => { setSignature(undefined); setSigning(x); }}>{t.sum_sign}</button>}
              </article>
            ))}
          </div>
        )}
      </Loaded>
      {signing && (
        <Dialog title={t.sum_sign} onClose={() => setSigning(undefined)}>
          <pre>{signing.shared_summary}</pre>
          <SignaturePad onChange={setSignature} />
          <ActionProblem action={sign} />
          <div className="dialog-actions"><button className="button primary" disabled={!signature || sign.busy} onClick={() => void sign.run()}>{t.sum_sign}</button></div>
        </Dialog>
      )}
    </>
  );
}
