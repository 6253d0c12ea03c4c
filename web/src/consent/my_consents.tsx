// SPDX-License-Identifier: AGPL-3.0-or-later
// One line a purpose: how it stands, read it, sign it, take it back as easily as it was given.
import { useState } from 'react';
import { Link } from 'react-router';
import { PageHead } from '../portal/page_head.tsx';
import { api } from '../shared/api/client.ts';
import type { Consents, ConsentState } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { closed, shared } from '../shared/shared.words.ts';
import { dayOf } from '../shared/time.ts';
import { Dialog } from '../shared/ui/dialog.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Loaded, Empty } from '../shared/ui/states.tsx';
import { Status } from '../shared/ui/status.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { fill } from '../shared/words.ts';
import { consent } from './consent.words.ts';

export default function MyConsents() {
  const t = useWords(consent);
  const c = useWords(closed);
  const s = useWords(shared);
  const { language } = useVoice();
  const zone = useZone();
  const { tell } = useToast();
  const load = useLoad((signal) => api.get<Consents>('/me/consents', { signal }), []);
  const [leaving, setLeaving] = useState<ConsentState>();
  const withdraw = useAction(async ({ attempt }) => {
    await api.post('/me/consents/{consent}/withdraw', { path: { consent: leaving!.consent! }, body: {}, attempt });
    setLeaving(undefined);
    tell(t.withdrawn);
    load.reload();
  });
  return (
    <>
      <PageHead title={t.title}><p className="muted">{t.intro}</p></PageHead>
      <Loaded load={load} empty={(d) => d.items.length === 0 && <Empty icon="pen" title={t.no_text} next={t.no_text_next} />}>
        {(d) => (
          <div className="stack">
            {d.items.map((x) => (
              <div className="card appointment" key={x.purpose}>
                <div className="when">
                  <strong>{c[x.purpose]}</strong>
                  <span className="muted">{x.signed_at ? fill(t.signed_at, { at: dayOf(x.signed_at, zone, language, true) }) : t.none}{x.by === 'guardian' && ` · ${t.by_guardian}`}</span>
                </div>
                <Status of={x.state} {...(x.state === 'none' ? { text: t.none } : {})} />
                <div className="row">
                  {(x.state === 'none' || x.state === 'needs_again' || x.state === 'withdrawn') && <Link className="button small" to={`/consents/${x.purpose}`}>{x.state === 'needs_again' ? t.read_again : t.read_sign}</Link>}
                  {x.consent && x.state !== 'withdrawn' && <Link className="button small" to={`/consent-copies/${x.consent}`}>{t.copy}</Link>}
                  {x.consent && x.state !== 'withdrawn' && <button className="button small" onClick={() => setLeaving(x)}>{t.withdraw}</button>}
                </div>
              </div>
            ))}
          </div>
        )}
      </Loaded>
      {leaving && (
        <Dialog title={fill(t.withdraw_title, { what: c[leaving.purpose] })} onClose={() => setLeaving(undefined)}>
          <p>{t.withdraw_says}</p>
          <ActionProblem action={withdraw} />
          <div className="dialog-actions">
            <button className="button" onClick={() => setLeaving(undefined)}>{s.cancel}</button>
            <button className="button primary" disabled={withdraw.busy} onClick={() => void withdraw.run()}>{t.withdraw_go}</button>
          </div>
        </Dialog>
      )}
    </>
  );
}
