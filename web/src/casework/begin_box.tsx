// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody was let in at the desk because it could not wait: the talk gets its session, with one line of reason.
import { Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Box } from '../console/antd.tsx';
import { api } from '../shared/api/client.ts';
import type { Appointment, StartedSession } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { Who } from '../shared/discreet.tsx';
import { useWords } from '../shared/language.tsx';
import { FormField } from '../shared/ui/field.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { casework } from './casework.words.ts';

export default function BeginBox({ appointment: a, onClose }: { appointment: Appointment; onClose: () => void }) {
  const t = useWords(casework);
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const begin = useAction(async ({ attempt }) => {
    const made = await api.post<StartedSession>('/sessions', { body: { appointment: a.id, reason: reason.trim() }, attempt });
    onClose();
    navigate(`/console/sessions/${made.session.id}`);
  });
  const ready = reason.trim().length > 1 && !begin.busy;
  return (
    <Box title={t.unplanned} onClose={onClose}>
      <p><strong><Who person={a.visitor} /></strong></p>
      <FormField label={t.unplanned_why}>{(ids) => <Input {...ids} autoFocus value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} onPressEnter={() => ready && void begin.run()} />}</FormField>
      <ActionProblem action={begin} />
      <div className="dialog-actions"><button className="button primary" disabled={!ready} onClick={() => void begin.run()}>{t.unplanned_go}</button></div>
    </Box>
  );
}
