// SPDX-License-Identifier: AGPL-3.0-or-later
// Who opened my file, when and why; with a proof that can be checked without us.
import { useState } from 'react';
import { Link } from 'react-router';
import { PageHead } from '../portal/page_head.tsx';
import { portal } from '../portal/portal.words.ts';
import { api } from '../shared/api/client.ts';
import type { Opening, Openings } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useMarks, useSpoken, useVoice, useWords } from '../shared/language.tsx';
import { closed, shared } from '../shared/shared.words.ts';
import { moment } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { ProblemNote } from '../shared/ui/problem.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { Status } from '../shared/ui/status.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { fill, word } from '../shared/words.ts';
import { audit } from './audit.words.ts';
import { saveFile } from './save_file.ts';

// What the visitor did; a refusal may have been somebody else at the door.
const bySelf = (o: Opening) => o.role === 'visitor' && o.outcome !== 'refused';

export default function MyFile() {
  const t = useWords(portal);
  const s = useWords(shared);
  const c = useWords(closed);
  const a = useWords(audit);
  const m = useMarks();
  const spoken = useSpoken();
  const { language } = useVoice();
  const zone = useZone();
  const { tell } = useToast();
  const [older, setOlder] = useState<Opening[]>([]);
  const [next, setNext] = useState<string | undefined>();
  const [own, setOwn] = useState(false);
  const load = useLoad((signal) => api.get<Openings>('/me/openings', { signal }).then((d) => {
    setOlder([]);
    setNext(d.next);
    return d;
  }), [language]);
  const more = useAction(async () => {
    const page = await api.get<Openings>('/me/openings', { query: { before: next } });
    setOlder((was) => [...was, ...page.items]);
    setNext(page.next);
  });
  const keep = useAction(async (_, what: Opening | 'checkpoint') => {
    if (what === 'checkpoint') saveFile(await api.file('/checkpoints/newest'), 'xinan-checkpoint.json');
    else saveFile(await api.file('/me/openings/{sequence}/proof', { path: { sequence: what.sequence } }), `xinan-proof-${what.sequence}.json`);
    tell(t.kept);
  });
  return (
    <>
      <PageHead title={t.openings}><p className="muted">{t.openings_intro}</p></PageHead>
      <ProblemNote problem={keep.problem ?? more.problem} />
      <Loaded load={load} empty={(d) => d.items.length === 0 && <Empty icon="folder" title={t.no_openings} next={t.no_openings_next} />}>
        {(d) => (
          <>
            <div className="card">
              {d.checkpoint && <p className="row"><Icon name="chain" /> <span className="grow">{fill(t.checkpoint_at, { size: d.checkpoint.size, at: moment(d.checkpoint.at, zone, language) })}</span></p>}
              <p className="muted small">{t.checkpoint_say}</p>
              <div className="row"><button className="button" disabled={keep.busy} onClick={() => void keep.run('checkpoint')}>{t.checkpoint}</button><Link to="/file/verify">{t.verify}</Link></div>
            </div>
            <label className="tick"><input type="checkbox" checked={own} onChange={(e) => setOwn(e.target.checked)} /> <span>{t.own_too}</span></label>
            {[...d.items, ...older].every(bySelf) && !own && <p className="muted">{next ? t.only_own_so_far : t.no_openings}</p>}
            <ol className="openings">
              {[...d.items, ...older].filter((o) => own || !bySelf(o)).map((o) => (
                <li key={o.sequence}>
                  <Icon name={o.outcome === 'read' ? 'eye' : o.outcome === 'refused' ? 'shield' : 'pen'} />
                  <div className="stack-8">
                    <div className="row apart"><strong>{moment(o.at, zone, language)}</strong> <Status of={o.outcome} text={word(a, o.outcome)} /></div>
                    <p>{m.colon(m.paren(o.who, word(c, o.role)), spoken(o.action_text))}</p>
                    <p className="muted">{m.colon(t.why, o.purpose_text)}</p>
                    <div><button className="link" disabled={keep.busy || !d.checkpoint || o.sequence >= d.checkpoint.size} onClick={() => void keep.run(o)}><Icon name="shield" size={15} /> {t.proof} #{o.sequence}</button></div>
                  </div>
                </li>
              ))}
            </ol>
            {next && <button className="button wide" disabled={more.busy} onClick={() => void more.run()}>{s.more}</button>}
          </>
        )}
      </Loaded>
    </>
  );
}
