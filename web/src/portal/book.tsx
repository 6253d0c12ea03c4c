// SPDX-License-Identifier: AGPL-3.0-or-later
// One tap, one confirmation, booked: counsellor and room together.
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../shared/api/client.ts';
import type { Appointment, FreeTime, Period } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { shared } from '../shared/shared.words.ts';
import { dayOf, span } from '../shared/time.ts';
import { Dialog } from '../shared/ui/dialog.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { FreeTimes } from './free_times.tsx';
import { PageHead } from './page_head.tsx';
import { portal } from './portal.words.ts';
import { SlipButton } from '../scheduling/slip.tsx';

export default function Book() {
  const t = useWords(portal);
  const s = useWords(shared);
  const { language } = useVoice();
  const zone = useZone();
  const [choice, setChoice] = useState<{ time: FreeTime; period?: Period }>();
  const [made, setMade] = useState<Appointment>();
  const [round, setRound] = useState(0);
  const book = useAction(async ({ attempt, override }, time: FreeTime) => {
    const { counsellor, starts_at, ends_at } = time;
    setMade(await api.post<Appointment>('/appointments', { body: { counsellor, starts_at, ends_at, channel: 'portal', kind: 'ordinary', ...override }, attempt }));
    setChoice(undefined);
  });

  if (made) {
    return (
      <>
        <PageHead title={t.booked} />
        <div className="card">
          <p className="row"><span className="status tone-done"><Icon name="check" size={14} /> {t.booked}</span></p>
          <h2>{dayOf(made.starts_at, zone, language)} {span(made.starts_at, made.ends_at, zone)}</h2>
          <p>{made.counsellor_name}{made.room_name && ` · ${made.room_name}`}</p>
          <p className="muted">{t.booked_line}</p>
          <div className="row"><SlipButton appointment={made.id} primary /><Link className="button" to="/times">{t.times}</Link></div>
        </div>
        <p><Link to="/consents">{t.read_consent}</Link></p>
      </>
    );
  }
  return (
    <>
      <PageHead title={t.choose}><p className="muted">{t.choose_hint}</p></PageHead>
      <FreeTimes key={round} onChoose={(time, period) => { book.clear(); setChoice({ time, ...(period ? { period } : {}) }); }} />
      <p><Link to="/before">{t.before}</Link></p>
      {choice && (
        <Dialog title={t.confirm} onClose={() => { setChoice(undefined); if (book.problem) setRound((n) => n + 1); }}>
          <div>
            <p><strong>{dayOf(choice.time.starts_at, zone, language)} {span(choice.time.starts_at, choice.time.ends_at, zone)}</strong></p>
            <p>{choice.time.counsellor_name}{choice.period && ` · ${language === 'zh' ? choice.period.name_zh : choice.period.name_en}`}</p>
          </div>
          <p className="muted"><Icon name="lock" size={16} /> {t.confirm_who}</p>
          <ActionProblem action={book} />
          <div className="dialog-actions">
            <button className="button big" onClick={() => setChoice(undefined)}>{s.cancel}</button>
            <button className="button primary big" disabled={book.busy} onClick={() => void book.run(choice.time)}>{book.busy ? t.booking : t.confirm_go}</button>
          </div>
        </Dialog>
      )}
    </>
  );
}
