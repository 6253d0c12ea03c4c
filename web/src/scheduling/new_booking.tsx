// SPDX-License-Identifier: AGPL-3.0-or-later
// A counsellor or the reception books for somebody who stands at the door.
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { SearchBox } from '../console/search_box.tsx';
import { FreeTimes } from '../portal/free_times.tsx';
import { portal } from '../portal/portal.words.ts';
import { api } from '../shared/api/client.ts';
import type { Appointment, FreeTime, PersonHit } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { Who } from '../shared/discreet.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { dayOf, span } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { RoomSelect } from './move_box.tsx';
import { scheduling } from './scheduling.words.ts';
import { SlipButton } from './slip.tsx';

export function NewBooking({ visitor: given, onClose, onDone }: { visitor?: PersonHit; onClose: () => void; onDone: () => void }) {
  const t = useWords(scheduling);
  const p = useWords(portal);
  const { language } = useVoice();
  const zone = useZone();
  const [visitor, setVisitor] = useState<PersonHit | undefined>(given);
  const [time, setTime] = useState<FreeTime>();
  const [room, setRoom] = useState('');
  const [made, setMade] = useState<Appointment>();
  const book = useAction(async ({ attempt, override }) => {
    const { counsellor, starts_at, ends_at } = time!;
    setMade(await api.post<Appointment>('/appointments', {
      attempt, body: { visitor: visitor!.id, counsellor, starts_at, ends_at, ...(room ? { room } : {}), channel: 'counsellor', kind: 'ordinary', ...override },
    }));
  });
  if (made) {
    return (
      <Box title={t.booked} onClose={onDone}>
        <p><strong>{dayOf(made.starts_at, zone, language)} {span(made.starts_at, made.ends_at, zone)}</strong> · {made.counsellor_name}{made.room_name && ` · ${made.room_name}`}</p>
        <div className="row"><SlipButton appointment={made.id} primary /></div>
      </Box>
    );
  }
  return (
    <Box title={t.new} onClose={onClose}>
      {visitor ? <p className="row"><strong><Who person={visitor} /></strong>{!given && <button className="link" aria-label={p.move} onClick={() => setVisitor(undefined)}><Icon name="cross" size={14} /></button>}</p>
        : <SearchBox here onPick={setVisitor} />}
      {time ? <p className="row"><strong>{dayOf(time.starts_at, zone, language)} {span(time.starts_at, time.ends_at, zone)} · {time.counsellor_name}</strong> <button className="link" onClick={() => setTime(undefined)}>{p.move}</button></p>
        : <FreeTimes onChoose={setTime} />}
      <RoomSelect value={room} onChange={setRoom} />
      <ActionProblem action={book} />
      <div className="dialog-actions"><button className="button primary" disabled={!visitor || !time || book.busy} onClick={() => void book.run()}>{p.confirm_go}</button></div>
    </Box>
  );
}
