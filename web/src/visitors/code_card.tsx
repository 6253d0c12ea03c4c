// SPDX-License-Identifier: AGPL-3.0-or-later
// A code card is shown and printed once. The sheet names neither the person nor the place.
import { useState } from 'react';
import { api } from '../shared/api/client.ts';
import { useAction } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { shared } from '../shared/shared.words.ts';
import { dayOf } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { PrintSheet } from '../shared/ui/print.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { fill } from '../shared/words.ts';
import { visitors } from './visitors.words.ts';

export function CodeCard({ person }: { person: string }) {
  const t = useWords(visitors);
  const s = useWords(shared);
  const { language } = useVoice();
  const zone = useZone();
  const { tell } = useToast();
  const [card, setCard] = useState<{ code: string; valid_until: string }>();
  const make = useAction(async ({ attempt, override }) => {
    setCard(await api.post('/persons/{person}/code-card', { path: { person }, body: { ...override }, attempt }));
  });
  const end = useAction(async ({ attempt }) => {
    await api.delete('/persons/{person}/code-card', { path: { person }, attempt });
    setCard(undefined);
    tell(t.card_ended);
  });
  const until = card && fill(t.card_until, { at: dayOf(card.valid_until, zone, language, true) });
  return (
    <section className="card">
      <h2>{t.card}</h2>
      <p className="muted small">{t.card_say}</p>
      <ActionProblem action={make} />
      <ActionProblem action={end} />
      {card ? (
        <>
          <p className="code-shown"><code>{card.code}</code></p>
          <p className="muted small">{until}</p>
          <p>{t.card_made}</p>
          <div className="row"><button className="button" onClick={() => window.print()}><Icon name="print" size={16} /> {s.print}</button><button className="button" onClick={() => setCard(undefined)}>{s.close}</button></div>
          <PrintSheet><div className="slip-sheet"><p className="slip-code">{card.code}</p><p>{until}</p><p>{t.card_sheet}</p></div></PrintSheet>
        </>
      ) : (
        <div className="row"><button className="button" disabled={make.busy} onClick={() => void make.run()}><Icon name="card" size={16} /> {t.card_make}</button><button className="link quiet" disabled={end.busy} onClick={() => void end.run()}>{t.card_end}</button></div>
      )}
    </section>
  );
}
