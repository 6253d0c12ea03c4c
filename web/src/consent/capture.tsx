// SPDX-License-Identifier: AGPL-3.0-or-later
// Consents of one visitor at the desk: signed on this screen, entered from paper with its scan, or spoken.
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { PageTop } from '../console/page.tsx';
import { api } from '../shared/api/client.ts';
import type { Consents, ConsentState, Person } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useDiscreet } from '../shared/discreet.tsx';
import { useMarks, useVoice, useWords } from '../shared/language.tsx';
import { closed } from '../shared/shared.words.ts';
import { dayOf } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { Status } from '../shared/ui/status.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { fill, word } from '../shared/words.ts';
import { CaptureBox } from './capture_box.tsx';
import { consent } from './consent.words.ts';

const lacking = (consents: Consents) => consents.items.filter((x) => (x.purpose === 'service' || x.purpose === 'data_processing') && x.state !== 'in_force');

export default function Capture() {
  const t = useWords(consent);
  const c = useWords(closed);
  const { id = '' } = useParams();
  const m = useMarks();
  const { language } = useVoice();
  const zone = useZone();
  const { discreet } = useDiscreet();
  const { tell } = useToast();
  const [open, setOpen] = useState<ConsentState>();
  const load = useLoad(async (signal) => {
    const path = { person: id };
    const [person, consents] = await Promise.all([api.get<Person>('/persons/{person}', { path, signal }), api.get<Consents>('/persons/{person}/consents', { path, signal })]);
    return { person, consents };
  }, [id]);
  const withdraw = useAction(async ({ attempt }, x: ConsentState) => {
    await api.post('/consents/{consent}/withdraw', { path: { consent: x.consent! }, body: {}, attempt });
    tell(t.withdrawn);
    load.reload();
  });
  return (
    <Loaded load={load} rows={8}>
      {({ person, consents }) => (
        <>
          <PageTop title={t.of_visitor} about={discreet ? person.code : person.label} />
          <div className={`notice ${consents.may_start ? 'tone-done' : 'tone-waiting'}`}>
            <Icon name={consents.may_start ? 'check' : 'info'} />
            <div><strong>{consents.may_start ? t.may_start : fill(t.may_not_start, { what: m.paren(m.list(consents.missing.map((x) => word(t, `lacks_${x}`))), m.list(lacking(consents).map((x) => c[x.purpose]))) })}</strong>{!consents.may_start && <p>{t.help_first}</p>}</div>
          </div>
          <ActionProblem action={withdraw} />
          <div className="table-wrap">
            <table className="plain-table stacks">
              <tbody>
                {consents.items.map((x) => (
                  <tr key={x.purpose}>
                    <th scope="row">{c[x.purpose]}</th>
                    <td><Status of={x.state} {...(x.state === 'none' ? { text: t.none } : {})} /></td>
                    <td className="muted">{x.signed_at && fill(t.signed_at, { at: dayOf(x.signed_at, zone, language, true) })}{x.medium && ` · ${c[x.medium]}`}{x.by === 'guardian' && ` · ${t.by_guardian}`}</td>
                    <td>
                      <div className="row">
                        {x.state !== 'in_force' && <button className="button small" onClick={() => setOpen(x)}>{t.capture}</button>}
                        {x.consent && x.state !== 'withdrawn' && <Link className="button small" to={`/console/consent-copies/${x.consent}`}>{t.copy}</Link>}
                        {x.consent && x.state !== 'withdrawn' && <button className="link quiet" disabled={withdraw.busy} onClick={() => void withdraw.run(x)}>{t.withdraw}</button>}
                      </div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {open && <CaptureBox person={person} purpose={open.purpose} onClose={() => setOpen(undefined)} onDone={() => { setOpen(undefined); load.reload(); tell(t.signed); }} />}
        </>
      )}
    </Loaded>
  );
}
