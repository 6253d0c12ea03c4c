// SPDX-License-Identifier: AGPL-3.0-or-later
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { api } from '../shared/api/client.ts';
import type { Appointment, IdentityMeans } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { Who } from '../shared/discreet.tsx';
import { useWords } from '../shared/language.tsx';
import { Choices } from '../shared/ui/field.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { reception } from './reception.words.ts';

const means = ['known_to_staff', 'pupil_card', 'id_card', 'call_back', 'guardian_confirms', 'pseudonym', 'none'] as const satisfies readonly IdentityMeans[];

export default function IdentityCheck({ appointment: a, onClose, onDone }: { appointment: Appointment; onClose: () => void; onDone: (after: Appointment) => void }) {
  const t = useWords(reception);
  const [identity, setIdentity] = useState<IdentityMeans>();
  const arrive = useAction(async ({ attempt, override }) => {
    const after = await api.post<Appointment | undefined>('/board/{appointment}/arrive', { path: { appointment: a.id }, version: a.version, body: { identity, ...override }, attempt });
    onDone({ ...a, ...after, version: after?.version ?? a.version + 1 });
  });
  return (
    <Box title={t.identity_title} onClose={onClose}>
      <p><strong><Who person={a.visitor} none={t.phone_open} /></strong> <span className="muted">{a.visitor?.code}</span></p>
      <Choices legend={<span className="visually-hidden">{t.identity_title}</span>} hint={t.identity_why} value={identity} onChange={setIdentity} options={means.map((m) => [m, t[m]] as const)} />
      <ActionProblem action={arrive} />
      <div className="dialog-actions"><button className="button primary" disabled={!identity || arrive.busy} onClick={() => void arrive.run()}>{t.identity_go}</button></div>
    </Box>
  );
}
