// SPDX-License-Identifier: AGPL-3.0-or-later
// Help is never stopped by paperwork: an emergency session or a first talk begins now, with a reason.
import { Input } from 'antd';
import { useNavigate } from 'react-router';
import { Box } from '../console/antd.tsx';
import { SearchBox } from '../console/search_box.tsx';
import { api } from '../shared/api/client.ts';
import type { PersonHit, StartedSession } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { Who } from '../shared/discreet.tsx';
import { useFields } from '../shared/fields.ts';
import { useWords } from '../shared/language.tsx';
import { closed } from '../shared/shared.words.ts';
import { Choices, FormField } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { casework } from './casework.words.ts';

export default function Unplanned({ visitor, onClose }: { visitor?: PersonHit; onClose: () => void }) {
  const t = useWords(casework);
  const c = useWords(closed);
  const navigate = useNavigate();
  const { values: v, set } = useFields<{ visitor?: PersonHit; kind: 'emergency' | 'first_talk'; reason: string }>({ kind: 'emergency', reason: '', ...(visitor ? { visitor } : {}) });
  const begin = useAction(async ({ attempt }) => {
    const made = await api.post<StartedSession>('/sessions/unplanned', { body: { ...(v.visitor ? { visitor: v.visitor.id } : {}), kind: v.kind, reason: v.reason.trim() }, attempt });
    onClose();
    navigate(`/console/sessions/${made.session.id}`);
  });
  return (
    <Box title={t.unplanned} onClose={onClose}>
      <p className="muted">{t.unplanned_says}</p>
      <Choices legend={t.unplanned_kind} value={v.kind} onChange={(kind) => set('kind', kind)} options={[['emergency', c.emergency], ['first_talk', c.first_talk]]} />
      <div>
        <p className="field-label">{t.unplanned_who}</p>
        {v.visitor ? <p className="row"><strong><Who person={v.visitor} /></strong><button className="link" onClick={() => set('visitor', undefined)}><Icon name="cross" size={14} /></button></p> : <SearchBox here onPick={(hit) => set('visitor', hit)} />}
      </div>
      <FormField label={t.unplanned_why}>{(ids) => <Input {...ids} value={v.reason} maxLength={200} onChange={(e) => set('reason', e.target.value)} onPressEnter={() => v.reason.trim().length > 2 && void begin.run()} />}</FormField>
      <ActionProblem action={begin} />
      <div className="dialog-actions"><button className="button primary" disabled={begin.busy || v.reason.trim().length < 3} onClick={() => void begin.run()}>{t.unplanned_go}</button></div>
    </Box>
  );
}
