// SPDX-License-Identifier: AGPL-3.0-or-later
// Read before booking: who would learn what, and when something must be said to others. Open to everybody.
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../shared/api/client.ts';
import type { Audience, Disclosure } from '../shared/api/types.ts';
import { useLoad } from '../shared/api/use.ts';
import { useVoice, useWords } from '../shared/language.tsx';
import { closed, shared } from '../shared/shared.words.ts';
import { Choices } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { PageHead } from './page_head.tsx';
import { portal } from './portal.words.ts';

export function DisclosureTable({ audience }: { audience: Audience }) {
  const t = useWords(portal);
  const s = useWords(shared);
  const { language } = useVoice();
  const load = useLoad((signal) => api.get<Disclosure>('/disclosure', { query: { audience }, signal }), [audience, language]);
  return (
    <Loaded load={load} rows={8}>
      {(d) => (
        <>
          <table className="learn-table">
            <thead><tr><th scope="col">{t.who}</th><th scope="col">{t.learns}</th><th scope="col">{t.never}</th></tr></thead>
            <tbody>
              {d.who.map((row) => (
                <tr key={row.who}>
                  <th scope="row">{row.who}</th>
                  <td data-label={t.learns}>{row.learns.length ? <ul className="yes">{row.learns.map((x) => <li key={x}><Icon name="check" size={15} />{x}</li>)}</ul> : <span className="muted">{t.nothing}</span>}</td>
                  {row.never.length > 0 ? <td data-label={t.never}><ul className="never">{row.never.map((x) => <li key={x}><Icon name="cross" size={13} />{x}</li>)}</ul></td> : <td />}
                </tr>
              ))}
            </tbody>
          </table>
          <h2>{t.exceptions}</h2>
          <p className="muted">{t.exceptions_intro}</p>
          <ul className="stack-8">
            {d.exceptions.map((x) => (
              <li key={x.text} className="row">
                <Icon name="alert" /> <span className="grow">{x.text} <span className="muted small">{s.clause} {x.clause}</span></span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}

export default function Before() {
  const t = useWords(portal);
  const c = useWords(closed);
  const { address } = useVoice();
  const navigate = useNavigate();
  const [audience, setAudience] = useState<Audience>(address === 'pupil' ? 'from_14_to_17' : 'adult');
  return (
    <>
      <PageHead title={t.before_title} />
      <p>{t.before_intro}</p>
      {address === 'pupil' && (
        <Choices legend="" value={audience} onChange={setAudience} options={[['from_8_to_13', c.from_8_to_13], ['from_14_to_17', c.from_14_to_17], ['adult', c.adult]]} />
      )}
      <div className="card"><DisclosureTable audience={audience} /></div>
      <button className="button primary big wide" onClick={() => navigate('/book')}>{t.seen}</button>
    </>
  );
}
