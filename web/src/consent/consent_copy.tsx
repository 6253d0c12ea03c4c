// SPDX-License-Identifier: AGPL-3.0-or-later
// The copy a visitor takes home: the text, the signature, the centre's fingerprint and the newest checkpoint as a square code.
import { useParams } from 'react-router';
import { api } from '../shared/api/client.ts';
import type { ConsentCopy } from '../shared/api/types.ts';
import { useLoad } from '../shared/api/use.ts';
import { useCentre, useZone } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { closed, shared } from '../shared/shared.words.ts';
import { moment } from '../shared/time.ts';
import { useTitle } from '../shared/title.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { PrintSheet } from '../shared/ui/print.tsx';
import { Qr } from '../shared/ui/qr.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { fill } from '../shared/words.ts';
import { consent } from './consent.words.ts';
import { ConsentTextView } from './text_view.tsx';

function Sheet({ copy }: { copy: ConsentCopy }) {
  const t = useWords(consent);
  const c = useWords(closed);
  const { language } = useVoice();
  const centre = useCentre();
  const zone = useZone();
  return (
    <div className="consent-copy">
      <div className="sheet-head"><h1>{centre?.name}</h1><span>{t.copy_title}</span></div>
      <ConsentTextView text={copy.text} ticks={copy.text.sections.filter((x) => x.tick).map((x) => x.key)} />
      <div className="row apart keep copy-foot">
        <div>
          <p>{t.signature}</p>
          {copy.signature ? <img className="copy-signature" alt={t.signature} src={`data:image/png;base64,${copy.signature}`} /> : <p>{t.signed_on_paper}</p>}
          <p>{copy.consent.medium && c[copy.consent.medium]} · {copy.consent.signed_at && moment(copy.consent.signed_at, zone, language)}</p>
        </div>
        <div className="stamp-place">{t.stamp}</div>
        <Qr text={copy.qr} title={t.qr} />
      </div>
      <dl className="keep small">
        <dt>{t.fingerprint}</dt><dd><code>{copy.fingerprint}</code></dd>
        <dt>{t.checkpoint}</dt><dd>{fill(t.checkpoint_is, { size: copy.checkpoint.size, at: moment(copy.checkpoint.at, zone, language) })} <code>{copy.checkpoint.root}</code></dd>
      </dl>
      <p className="keep">{t.copy_keep}</p>
    </div>
  );
}

export default function ConsentCopyPage() {
  const t = useWords(consent);
  const s = useWords(shared);
  const { consent: id = '' } = useParams();
  useTitle(t.copy_title);
  const load = useLoad((signal) => api.get<ConsentCopy>('/consents/{consent}', { path: { consent: id }, signal }), [id]);
  return (
    <Loaded load={load} rows={10}>
      {(copy) => (
        <>
          <div className="row apart no-print">
            <button className="link" onClick={() => window.history.back()}><Icon name="left" size={16} /> {s.back}</button>
            <button className="button primary" onClick={() => window.print()}><Icon name="print" /> {s.print}</button>
          </div>
          <div className="card"><Sheet copy={copy} /></div>
          <PrintSheet><Sheet copy={copy} /></PrintSheet>
        </>
      )}
    </Loaded>
  );
}
