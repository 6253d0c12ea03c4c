// SPDX-License-Identifier: AGPL-3.0-or-later
// A small neutral slip: when and where, and nothing of what for.
import { useEffect, useState } from 'react';
import { api } from '../shared/api/client.ts';
import type { Slip } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { clock, dayOf } from '../shared/time.ts';
import { portal } from '../portal/portal.words.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { PrintSheet } from '../shared/ui/print.tsx';
import { ProblemNote } from '../shared/ui/problem.tsx';

export function SlipButton({ appointment, primary = false }: { appointment: string; primary?: boolean }) {
  const t = useWords(portal);
  const { language } = useVoice();
  const zone = useZone();
  const [slip, setSlip] = useState<Slip>();
  const fetchSlip = useAction(async () => {
    setSlip(await api.get<Slip>('/appointments/{appointment}/slip', { path: { appointment } }));
  });
  useEffect(() => {
    if (!slip) return;
    const done = () => setSlip(undefined);
    window.addEventListener('afterprint', done);
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [slip]);
  return (
    <>
      <button type="button" className={primary ? 'button primary' : 'button small'} disabled={fetchSlip.busy} onClick={() => void fetchSlip.run()}><Icon name="print" size={16} /> {t.slip}</button>
      <ProblemNote problem={fetchSlip.problem} />
      {slip && (
        <PrintSheet>
          <div className="slip-sheet">
            <h2>{slip.heading}</h2>
            <p><strong>{dayOf(slip.starts_at, zone, language, true)}</strong></p>
            <p><strong>{clock(slip.starts_at, zone)}</strong></p>
            <p>{slip.place}</p>
            <p>{slip.line}</p>
            <p className="slip-code">{slip.code}</p>
          </div>
        </PrintSheet>
      )}
    </>
  );
}
