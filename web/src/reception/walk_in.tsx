// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody stands at the door: a name, any name, and whom they want to see.
import { useCallback } from 'react';
import { Box } from '../console/antd.tsx';
import { SearchBox } from '../console/search_box.tsx';
import { api } from '../shared/api/client.ts';
import type { AppointmentKind, PersonHit } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { Who } from '../shared/discreet.tsx';
import { useFields } from '../shared/fields.ts';
import { useWords } from '../shared/language.tsx';
import { closed } from '../shared/shared.words.ts';
import { Choices, FormField } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { CounsellorSelect } from './counsellor_select.tsx';
import { reception } from './reception.words.ts';

export default function WalkIn({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useWords(reception);
  const c = useWords(closed);
  const { values: v, set } = useFields<{ visitor?: PersonHit; name: string; callback: string; counsellor: string; kind: AppointmentKind }>({ name: '', callback: '', counsellor: '', kind: 'first_talk' });
  const setCounsellor = useCallback((id: string) => set('counsellor', id), [set]);
  const needsCallback = v.kind === 'ordinary' && !v.visitor;
  const register = useAction(async ({ attempt, override }) => {
    const who = v.visitor ? { visitor: v.visitor.id } : { name: v.name.trim(), ...(v.callback.trim() ? { callback: v.callback.trim() } : {}) };
    await api.post('/board/walk-ins', { body: { ...who, counsellor: v.counsellor, kind: v.kind, ...override }, attempt });
    onDone();
  });
  return (
    <Box title={t.walk_in} onClose={onClose}>
      {v.visitor ? (
        <p className="row"><strong><Who person={v.visitor} /></strong> <button className="link" onClick={() => set('visitor', undefined)}><Icon name="cross" size={14} /></button></p>
      ) : (
        <>
          <SearchBox here onPick={(hit) => set('visitor', hit)} />
          <FormField label={t.who} hint={t.who_hint}>{(ids) => <input {...ids} value={v.name} maxLength={60} autoComplete="off" onChange={(e) => set('name', e.target.value)} />}</FormField>
        </>
      )}
      <FormField label={t.with_whom}>{(ids) => <CounsellorSelect ids={ids} value={v.counsellor} onChange={setCounsellor} />}</FormField>
      <Choices legend={t.kind} value={v.kind} onChange={(kind) => set('kind', kind)} options={[['first_talk', c.first_talk], ['ordinary', c.ordinary], ['emergency', c.emergency]]} />
      {needsCallback && <FormField label={t.callback} hint={t.callback_hint}>{(ids) => <input {...ids} type="tel" value={v.callback} maxLength={30} autoComplete="off" onChange={(e) => set('callback', e.target.value)} />}</FormField>}
      <ActionProblem action={register} />
      <div className="dialog-actions"><button className="button primary" disabled={register.busy || !v.counsellor || !(v.visitor || v.name.trim()) || (needsCallback && v.callback.trim().length < 3)} onClick={() => void register.run()}>{t.register}</button></div>
    </Box>
  );
}
