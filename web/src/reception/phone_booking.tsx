// SPDX-License-Identifier: AGPL-3.0-or-later
// A call: two fields hold a time. Who it is can be written when they come.
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { FreeTimes } from '../portal/free_times.tsx';
import { api } from '../shared/api/client.ts';
import type { FreeTime } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useFields } from '../shared/fields.ts';
import { useVoice, useWords } from '../shared/language.tsx';
import { dayOf, span } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { portal } from '../portal/portal.words.ts';
import { reception } from './reception.words.ts';

export default function PhoneBooking({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useWords(reception);
  const p = useWords(portal);
  const { language } = useVoice();
  const zone = useZone();
  const { values: v, set } = useFields({ caller_name: '', callback: '' });
  const [time, setTime] = useState<FreeTime>();
  const hold = useAction(async ({ attempt, override }) => {
    const { counsellor, starts_at, ends_at } = time!;
    await api.post('/appointments/phone', { body: { ...v, counsellor, starts_at, ends_at, ...override }, attempt });
    onDone();
  });
  return (
    <Box title={t.phone_booking} onClose={onClose}>
      <div className="filters">
        <FormField label={t.caller}>{(ids) => <input {...ids} value={v.caller_name} maxLength={60} autoComplete="off" onChange={(e) => set('caller_name', e.target.value)} />}</FormField>
        <FormField label={t.callback} hint={t.callback_hint}>{(ids) => <input {...ids} type="tel" value={v.callback} maxLength={30} autoComplete="off" onChange={(e) => set('callback', e.target.value)} />}</FormField>
      </div>
      {time ? (
        <p className="row"><strong>{dayOf(time.starts_at, zone, language)} {span(time.starts_at, time.ends_at, zone)} · {time.counsellor_name}</strong> <button className="link" onClick={() => setTime(undefined)}>{p.move}</button></p>
      ) : (
        <div><p className="field-label">{t.choose_time}</p><FreeTimes onChoose={setTime} /></div>
      )}
      <ActionProblem action={hold} />
      <div className="dialog-actions"><button className="button primary" disabled={hold.busy || !time || !v.caller_name.trim() || !v.callback.trim()} onClick={() => void hold.run()}>{t.hold}</button></div>
    </Box>
  );
}
