// SPDX-License-Identifier: AGPL-3.0-or-later
import { PageHead } from '../portal/page_head.tsx';
import { portal } from '../portal/portal.words.ts';
import { useCentre } from '../shared/centre.tsx';
import { useWords } from '../shared/language.tsx';

export default function Verify() {
  const t = useWords(portal);
  const centre = useCentre();
  return (
    <>
      <PageHead title={t.verify} back="/file"><p className="muted">{t.verify_intro}</p></PageHead>
      <div className="card">
        <ol className="stack-8 steps">
          <li>{t.verify_1}</li>
          <li>{t.verify_2}</li>
          <li>{t.verify_3}<br /><code className="command">xinan-verify proof xinan-proof-….json --checkpoint xinan-checkpoint.json --key {(centre?.fingerprint ?? '…').replace(/ /g, '')}</code></li>
          <li>{t.verify_4}</li>
        </ol>
        <p className="muted">{t.verify_not}</p>
      </div>
      {centre?.fingerprint && <div className="card"><h2>{t.fingerprint}</h2><p><code>{centre.fingerprint}</code></p></div>}
    </>
  );
}
